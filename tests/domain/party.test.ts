import { expect, test } from '@jest/globals'
import { personId } from '../../domain/case/codes.ts'
import { isParty } from '../../domain/identity/roles.ts'

const caller = { personId: personId('one') }

test('whoever reached a case as its applicant, or acts as its agent, is a party to it in whatever role they are signed in', () => {
  expect(isParty(caller, { applicantPersonId: 'one', agentPersonId: null })).toBe(true)
  expect(isParty(caller, { applicantPersonId: 'other', agentPersonId: 'one' })).toBe(true)
  expect(isParty(caller, { applicantPersonId: null, agentPersonId: null })).toBe(false)
})
