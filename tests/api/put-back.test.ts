import { expect, test } from '@jest/globals'
import { withoutChange } from '../../api/commands/deliver-change.ts'

const before = { person: { email: 'one@mail.example' }, employer: { name: 'Firm' } }
const after = { person: { email: 'other@mail.example' }, employer: { name: 'Firm' }, note: 'new' }

test('what a refused act changed is put back', () => {
  expect(withoutChange(after, { before, after })).toEqual(before)
})

test('what another act changed meanwhile stays, for that one was taken', () => {
  const now = { ...after, employer: { name: 'Another firm' } }
  expect(withoutChange(now, { before, after })).toEqual({ ...before, employer: { name: 'Another firm' } })
  const overwritten = { ...after, person: { email: 'third@mail.example' } }
  expect(withoutChange(overwritten, { before, after })).toEqual({ ...before, person: { email: 'third@mail.example' } })
})

test('a field that the refused act took away is there again', () => {
  expect(withoutChange({ person: before.person }, { before, after: { person: before.person } })).toEqual(before)
})
