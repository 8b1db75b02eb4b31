import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from '@jest/globals'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..', '..')

/** One file each, that breaks one rule; the files they import are planted too. */
const violations: Readonly<Record<string, readonly [file: string, source: string]>> = {
  'domain-may-import': ['domain/planted.ts', "import '../prisma/innocent.ts'"],
  'workflows-may-import': ['workflows/planted.ts', "import '../prisma/innocent.ts'"],
  'activities-may-import': ['activities/planted.ts', "import '../api/innocent.ts'"],
  'prisma-may-import': ['prisma/planted.ts', "import '../templates/innocent.ts'"],
  'templates-may-import': ['templates/planted.ts', "import '../prisma/innocent.ts'"],
  'temporal-may-import': ['temporal/planted.ts', "import '../prisma/innocent.ts'"],
  'api-may-import': ['api/planted.ts', "import '../worker/innocent.ts'"],
  'worker-may-import': ['worker/planted.ts', "import '../workflows/innocent.ts'"],
  'sandbox-may-import': ['sandbox/planted.ts', "import '../domain/innocent.ts'"],
  'activities-by-type-only': ['workflows/hasty.ts', "import '../activities/innocent.ts'"],
  'workflows-never-reach-forms': ['workflows/curious.ts', "import '../domain/leading.ts'"],
  'zod-in-forms-only': ['domain/strict.ts', "import { z } from 'zod'\nexport const text = z.string()"],
  'commands-know-no-http': ['api/commands/planted.ts', "import '../routes/innocent.ts'"],
  'routes-and-pages-know-no-temporal': ['api/routes/planted.ts', "import '../../temporal/innocent.ts'"],
  'nobody-imports-tests': ['cli/planted.ts', "import '../tests/innocent.ts'"],
  'nobody-imports-cli': ['worker/bold.ts', "import '../cli/innocent.ts'"],
  'settings-stand-alone': ['config.ts', "import './prisma/innocent.ts'"],
  'no-cycles': ['domain/first.ts', "import './second.ts'\nexport const first = 1"],
  'no-guesses': ['domain/lost.ts', "import './nowhere.ts'"],
}

const folders = 'domain workflows activities prisma templates temporal api worker sandbox cli tests'.split(' ')
const support: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [...folders, 'api/routes'].map((folder) => [`${folder}/innocent.ts`, 'export const innocent = 1']),
  ),
  'domain/leading.ts': "export * from './form.ts'",
  'domain/form.ts': 'export const form = 1',
  'domain/second.ts': "export * from './first.ts'",
  'workflows/allowed.ts':
    "import type { innocent } from '../activities/innocent.ts'\nexport type Allowed = typeof innocent",
}

let place: string
let found: readonly { readonly from: string; readonly rule: { readonly name: string } }[]

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'onevisit-layers-'))
  const planted = Object.entries({ ...support, ...Object.fromEntries(Object.values(violations)) })
  for (const [file, source] of planted) {
    await mkdir(join(place, dirname(file)), { recursive: true })
    await writeFile(join(place, file), `${source}\n`)
  }
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
    await cp(join(root, file), join(place, file))
  await symlink(join(root, 'node_modules'), join(place, 'node_modules'))
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const args = [program, '--output-type', 'json', ...folders, 'config.ts']
  const { stdout } = await run(process.execPath, args, { cwd: place, maxBuffer: 1e8 }).catch((error) => error)
  found = JSON.parse(stdout).summary.violations
}, 60_000)

afterAll(async () => await rm(place, { recursive: true, force: true }))

test.each(Object.entries(violations))('a breach of %s is named', (rule, [file]) => {
  expect(found.map(({ from, rule: { name } }) => `${from}: ${name}`)).toContain(`${file}: ${rule}`)
})

test('the types of activities may be seen by a process, and innocent files are left in peace', () => {
  const accused = found.map(({ from }) => from)
  expect(accused.filter((file) => file === 'workflows/allowed.ts' || file.endsWith('/innocent.ts'))).toEqual([])
})

test('every rule of the configuration is tried here', async () => {
  const { default: configuration } = await import(join(root, '.dependency-cruiser.cjs'))
  const names = configuration.forbidden.map(({ name }: { name: string }) => name)
  expect(Object.keys(violations).sort()).toEqual(names.sort())
})
