import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from '@jest/globals'
import { published, ROUNDS } from './rounds.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const FOLDER = mkdtempSync(join(tmpdir(), 'onevisit-commands-'))

afterAll(() => rmSync(FOLDER, { recursive: true }))

function written(name: string, text: string): string {
  const path = join(FOLDER, name)
  writeFileSync(path, text)
  return path
}

function run(program: string, ...args: readonly string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', program, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  })
  return { lines: stdout.split('\n').slice(0, -1), stderr, status }
}

function bundle() {
  const [, , , , , input] = ROUNDS
  if (!input) throw new Error('no round')
  return published(input).bundle
}

describe('verify-draw says in one line of JSON and one sentence whether a published draw is right', () => {
  test('An honest draw is valid', () => {
    const { lines, status } = run('cli/verify-draw.ts', written('honest.json', JSON.stringify(bundle())))
    expect(lines[0]).toBe('{"valid":true}')
    expect(lines).toHaveLength(2)
    expect(status).toBe(0)
  })

  test('A changed one is not, and the exit code tells', () => {
    const changed = { ...bundle(), waiting: {} }
    const { lines, status } = run('cli/verify-draw.ts', written('changed.json', JSON.stringify(changed)))
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ valid: false, code: 'waiting-mismatch', what: 'L0001' })
    expect(status).toBe(1)
  })

  test('What is no JSON is malformed', () => {
    const { lines, status } = run('cli/verify-draw.ts', written('text.json', 'no draw'))
    expect(lines[0]).toBe('{"valid":false,"code":"malformed"}')
    expect(status).toBe(1)
  })

  test('A file that is not there is told as that', () => {
    const { lines, stderr, status } = run('cli/verify-draw.ts', join(FOLDER, 'none.json'))
    expect(lines).toEqual([])
    expect(stderr).toContain('none.json')
    expect(status).toBe(1)
  })
})

describe('oracle plays files of any form, told apart by what they hold', () => {
  const RIGHT = { id: 'right', type: 'phone', input: '021', expect: { valid: false, code: 'country-code-missing' } }

  test('The cases of all rules pass, whatever their files are called', () => {
    const files = ['dates', 'identifiers', 'points', 'allocation'].map((name) => `tests/oracles/${name}.json`)
    const { lines, stderr, status } = run('cli/oracle.ts', ...files)
    const played: unknown[] = lines.slice(0, -1).map((line) => JSON.parse(line))
    expect(played.length).toBeGreaterThan(250)
    expect(lines.at(-1)).toBe(`${played.length} passed, 0 failed`)
    expect(stderr).toBe('')
    expect(status).toBe(0)
  })

  test('A wrong answer, a case that cannot be read and a file of an unknown form each fail by name', () => {
    const wrong = { ...RIGHT, id: 'wrong', expect: { valid: true } }
    const mixed = written(
      'points.json',
      JSON.stringify([RIGHT, wrong, { id: 'odd', type: 'car-plate', input: 'X', expect: {} }]),
    )
    const unknown = written('unknown.json', '{"hello":"world"}')
    const { lines, status } = run('cli/oracle.ts', mixed, unknown, join(FOLDER, 'none.json'))
    expect(lines.slice(0, -1).map((line) => JSON.parse(line))).toMatchObject([
      { id: 'right', pass: true, differences: [] },
      {
        id: 'wrong',
        pass: false,
        differences: [
          { what: 'valid', expected: true, actual: false },
          { what: 'code', expected: null, actual: 'country-code-missing' },
        ],
      },
      { id: 'odd', pass: false },
      { id: unknown, pass: false },
      { id: join(FOLDER, 'none.json'), pass: false },
    ])
    expect(lines.at(-1)).toBe('1 passed, 4 failed')
    expect(status).toBe(1)
  })
})
