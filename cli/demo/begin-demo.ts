import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Up } from '../start/bring-up.ts'
import { openProgress } from './progress.ts'

const lookMillis = 500
const stories = new URL('stories/', import.meta.url)

/** Begins the demo beside a running centre and says what it says; where all was played before, or in production, nothing. */
export async function beginDemo(
  { playDemo }: Pick<Up, 'playDemo'>,
  home: string,
  say: (line: string) => void,
): Promise<void> {
  if (playDemo === undefined || isPlayed(home)) return
  const logFile = join(home, 'demo.log')
  try {
    const playing = await playDemo()
    const told = { lines: 0 }
    const look = () => {
      const lines = linesOf(logFile)
      for (const line of lines.slice(told.lines)) say(line)
      told.lines = lines.length
    }
    const timer = setInterval(look, lookMillis)
    const how = await playing.exited
    clearInterval(timer)
    look()
    if (how === 'code 1') say(`Demo: it has ended before its end; its words are in ${logFile}.`)
  } catch {
    say(`Demo: it does not start; its words are in ${logFile}.`)
  }
}

const linesOf = (file: string): readonly string[] =>
  (existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : []).filter((line) =>
    line.startsWith('Demo: '),
  )

function isPlayed(home: string): boolean {
  const { before } = openProgress(home)
  const ended = Object.values(before?.stories ?? {}).filter((story) => story.ended)
  return ended.length >= readdirSync(stories).length
}
