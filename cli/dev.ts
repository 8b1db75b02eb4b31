import { watch } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../config.ts'
import type { Up } from './start/bring-up.ts'
import { runUntilStopped } from './start/run-until-stopped.ts'

const root = join(import.meta.dirname, '..')
const watched = ['domain', 'workflows', 'activities', 'prisma', 'templates', 'temporal', 'api', 'worker']
/** An editor writes several files in one breath. */
const breath = 300

/** npm run dev: as npm start, and worker and api begin again when their code has changed. */
await runUntilStopped(
  () => readConfig(process.env),
  (up) => watchCode(up),
)

function watchCode(up: Up): void {
  let timer: NodeJS.Timeout | undefined
  for (const folder of watched) {
    watch(join(root, folder), { recursive: true }, (_, file) => {
      if (!file || file.startsWith('generated') || !/\.(ts|njk|json|scss|css)$/.test(file)) return
      clearTimeout(timer)
      timer = setTimeout(() => void up.renew(), breath)
    })
  }
}
