import { teams } from '../../domain/case/definition.ts'
import type { DemoAccount } from '../../prisma/accounts.ts'
import { emailOf } from '../scenario/door.ts'

const account = (name: string, role: string, rest: Partial<DemoAccount> = {}): DemoAccount => ({
  email: emailOf(name),
  name,
  role,
  teams: [],
  ...rest,
})

/** The demo accounts of the contract. Officers a and b share every team, so that four eyes can be tried everywhere. */
export const demoAccounts: readonly DemoAccount[] = [
  account('applicant', 'applicant'),
  account('agent', 'agent'),
  account('officer.a', 'officer', { teams, staffNumber: '0101' }),
  account('officer.b', 'officer', { teams, staffNumber: '0102' }),
  account('officer.a2', 'officer', { teams, personOf: emailOf('officer.a') }),
  account('arbitration', 'officer', { teams: ['arbitration'], staffNumber: '0201' }),
  account('housing', 'officer', { teams: ['housing'], staffNumber: '0301' }),
  account('supervisor', 'supervisor', { teams, staffNumber: '0001' }),
  account('auditor', 'auditor', { staffNumber: '0002' }),
  account('admin', 'administrator', { staffNumber: '0003' }),
  account('kiosk', 'kiosk', { teams: ['front-desk'] }),
]

/** Several applicants, for stories in which they compete. */
export const furtherApplicants: readonly DemoAccount[] = [2, 3, 4, 5, 6, 7, 8, 9].map((number) =>
  account(`applicant${number}`, 'applicant'),
)
