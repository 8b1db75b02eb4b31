import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from '@jest/globals'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..', '..')
const forbidden = ['Date.now()', 'new Date()', 'Math.random()', 'setTimeout(() => 1, 1)']
const watched = ['domain/time/planted.ts', 'workflows/planted.ts', 'activities/project.ts', 'prisma/projection.ts']
const own = ['clock', 'record', 'local'].map((name) => `workflows/kit/${name}.ts`)
const free = [...own, 'api/planted.ts', 'tests/domain/planted.ts']

let place: string
let words: string

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'onevisit-time-'))
  const source = [...forbidden, 'new Date(5)']
    .map((text, index) => `export const v${index}: unknown = ${text}\n`)
    .join('')
  for (const file of [...watched, ...free]) {
    await mkdir(join(place, dirname(file)), { recursive: true })
    await writeFile(join(place, file), source)
  }
  for (const file of ['.gitignore', 'biome.json', 'cli/lint'])
    await cp(join(root, file), join(place, file), { recursive: true })
  const args = [
    join(root, 'node_modules/@biomejs/biome/bin/biome'),
    'lint',
    '--max-diagnostics=100',
    '--colors=off',
    '.',
  ]
  const { stdout, stderr } = await run(process.execPath, args, { cwd: place }).catch((error) => error)
  words = `${stdout}${stderr}`
})

afterAll(async () => await rm(place, { recursive: true, force: true }))

const findings = (file: string) =>
  words.split('\n').filter((line) => line.startsWith(`${file}:`) && line.includes('plugin'))

test.each(watched)('machine time and chance are found in %s, a given instant is not', (file) => {
  expect(findings(file)).toHaveLength(forbidden.length)
})

test.each(free)('%s may read them', (file) => {
  expect(findings(file)).toEqual([])
})
