import { describe, expect, test } from '@jest/globals'
import { playIdentifiers } from '../../../cli/oracle/identifiers.ts'
import { oracleCases } from '../oracle-cases.ts'

describe.each(oracleCases('identifiers.json'))('Every identifier of %s is judged as the oracle says', (_, cases) => {
  test.each([...playIdentifiers(cases)])('$id', ({ differences }) => {
    expect(differences).toEqual([])
  })
})
