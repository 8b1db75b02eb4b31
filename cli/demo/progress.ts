import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const opened = z.object({ name: z.string(), id: z.string(), number: z.string(), openedBy: z.string() })
const begun = z.object({ cases: z.array(opened), ended: z.boolean() })
const file = z.object({ version: z.literal(1), rosters: z.boolean(), stories: z.record(z.string(), begun) })

/** A story that was begun: the cases it has opened, and whether it was played to its end. */
export type Begun = z.infer<typeof begun>
export type Kept = z.infer<typeof file>

/** What has been played, kept in the home folder: nothing is ever played twice. */
export type Progress = Readonly<{
  /** Undefined: nothing was played here yet. */
  before: Kept | undefined
  noteRosters: () => void
  note: (story: string, begun: Begun) => void
}>

const nothing: Kept = { version: 1, rosters: false, stories: {} }

export function openProgress(home: string): Progress {
  const path = join(home, 'demo.json')
  const before = existsSync(path) ? file.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined
  const state = { kept: before ?? nothing }
  const keep = (kept: Kept) => {
    state.kept = kept
    writeFileSync(`${path}.new`, JSON.stringify(kept, null, 2), { mode: 0o600 })
    renameSync(`${path}.new`, path)
  }
  return {
    before,
    noteRosters: () => keep({ ...state.kept, rosters: true }),
    note: (story, begun) => keep({ ...state.kept, stories: { ...state.kept.stories, [story]: begun } }),
  }
}
