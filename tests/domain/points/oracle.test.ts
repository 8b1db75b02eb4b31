import { describe, expect, test } from '@jest/globals'
import { playPoints } from '../../../cli/oracle/points.ts'
import { oracleCases } from '../oracle-cases.ts'

describe.each(oracleCases('points.json'))('Every application of %s is assessed as the oracle says', (_, cases) => {
  test.each([...playPoints(cases)])('$id', ({ differences }) => {
    expect(differences).toEqual([])
  })
})
