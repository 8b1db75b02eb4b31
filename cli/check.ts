import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { schemaHasMoved } from '../prisma/migrate.ts'
import { loadTexts } from '../templates/load.ts'

type Outcome = Readonly<{ passed: boolean; words: string }>
type Check = Readonly<{ name: string; run: () => Promise<Outcome> }>

const root = join(import.meta.dirname, '..')
const settings = readdirSync(root).filter((name) => name.endsWith('.ts'))
const folders = 'domain workflows activities prisma templates temporal api worker sandbox cli tests'.split(' ')

/** A program of a package; what it says is kept, and shown only if it objects. */
const tool = (name: string, script: string, ...args: readonly string[]): Check => ({
  name,
  run: () =>
    new Promise((answer) => {
      const child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root })
      let words = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (words += text))
      child.once('close', (code) => answer({ passed: code === 0, words }))
    }),
})

const own = (name: string, run: () => Promise<string>): Check => ({
  name,
  run: async () => {
    const words = await run().catch((error) => (error instanceof Error ? error.message : String(error)))
    return { passed: words === '', words }
  },
})

const checks: readonly Check[] = [
  tool('typed rules', 'oxlint/bin/oxlint', '--type-aware', '--deny-warnings'),
  tool('format and lint', '@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--max-diagnostics=100', '.'),
  tool('types', 'typescript-7/bin/tsc', '-p', '.'),
  tool('layers', 'dependency-cruiser/bin/dependency-cruise.mjs', ...folders, ...settings),
  tool('unused code', 'knip/bin/knip.js', '--no-progress'),
  own('words in eight languages', async () => {
    loadTexts()
    return ''
  }),
  own('migrations', async () =>
    (await schemaHasMoved()) ? 'prisma/schema.prisma has changed: npm run new-migration -- NAME' : '',
  ),
]

/** Two at a time: more only take each other's processor. */
async function work(waiting: Check[]): Promise<number> {
  let failed = 0
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const started = performance.now()
    const { passed, words } = await check.run()
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(`${passed ? 'ok' : 'NOT OK'}  ${check.name} (${seconds} s)${passed ? '' : `\n${words.trimEnd()}`}`)
    if (!passed) failed += 1
  }
  return failed
}

/** npm run check: everything that can be said of the code without running it; zero warnings. */
const waiting = [...checks]
const failures = await Promise.all([work(waiting), work(waiting)])
process.exitCode = failures.some((failed) => failed > 0) ? 1 : 0
