import { describe, expect, test } from '@jest/globals'
import { playAllocation } from '../../../cli/oracle/allocation.ts'
import { oracleCases } from '../oracle-cases.ts'

describe.each(oracleCases('allocation.json'))('Every draw of %s comes out as the oracle says', (_, cases) => {
  test.each([...playAllocation(cases)])('$id', ({ differences }) => {
    expect(differences).toEqual([])
  })
})
