import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { playDates } from '../../../cli/oracle/dates.ts'
import { publishedTable, root } from './tables.ts'

const OWN = new URL('tests/oracles/dates.json', root)
const SHARED = new URL('../shared/oracles/dates.json', root)

describe('The cases of the dates oracle come out as a lawyer wrote them', () => {
  test.each([...playDates(read(OWN), publishedTable)].map((played) => [played.id, played] as const))(
    '%s',
    (_, played) => {
      expect(played.differences).toEqual([])
    },
  )
})

test('The shared oracle beside the project, where there is one, agrees as well', () => {
  const shared = existsSync(SHARED) ? SHARED : OWN
  const played = [...playDates(read(shared), publishedTable)]
  expect(played.length).toBeGreaterThan(0)
  expect(played.filter(({ pass }) => !pass)).toEqual([])
})

function read(file: URL): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}
