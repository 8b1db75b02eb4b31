import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundle } from '@temporalio/worker'

const root = join(import.meta.dirname, '..')
const workflowsPath = join(root, 'workflows', 'index.ts')
const cacheFolder = join(root, '.cache', 'workflows')

/**
 * The processes as code that a worker runs. Bundling takes two seconds of a processor, so the bundle of this very code is
 * kept: whatever a process is made of has a part in the name of the file.
 */
export async function bundleWorkflows(): Promise<WorkflowBundle> {
  const kept = join(cacheFolder, `${hashOfSources()}.js`)
  if (existsSync(kept)) return { code: readFileSync(kept, 'utf8') }
  const bundle = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') })
  await keep(kept, bundle.code).catch(() => undefined) // A folder that cannot be written to costs two seconds a start.
  return bundle
}

function hashOfSources(): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  for (const folder of ['domain', 'workflows', 'temporal']) {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    )
    for (const file of files.toSorted()) hash.update(file).update(readFileSync(join(root, folder, file)))
  }
  return hash.digest('hex').slice(0, 32)
}

/** Several programs may bundle at once: each writes a file of its own and gives it its name whole. Older ones go. */
async function keep(path: string, code: string): Promise<void> {
  await mkdir(cacheFolder, { recursive: true })
  const part = `${path}.${randomUUID()}`
  await writeFile(part, code)
  await rename(part, path)
  const older = readdirSync(cacheFolder).filter((name) => name.endsWith('.js') && join(cacheFolder, name) !== path)
  await Promise.all(older.map((name) => rm(join(cacheFolder, name), { force: true })))
}
