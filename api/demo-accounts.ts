import { hashPassword } from 'better-auth/crypto'
import { teams } from '../domain/case/definition.ts'
import { type DemoAccount, seedAccounts } from '../prisma/accounts.ts'
import type { Prisma } from '../prisma/client.ts'

const domain = 'onevisit.example'
const shared = teams

type Row = Omit<DemoAccount, 'email' | 'teams'> & { readonly as: string; readonly teams?: readonly string[] }

const rows: readonly Row[] = [
  { as: 'applicant', name: 'Søren Øyehaug', role: 'applicant' },
  { as: 'agent', name: 'Chen Yu', role: 'agent' },
  { as: 'officer.a', name: 'Lin Hui', role: 'officer', teams: shared, staffNumber: '3101' },
  { as: 'officer.a2', name: 'Lin Hui', role: 'officer', teams: shared, personOf: `officer.a@${domain}` },
  { as: 'officer.b', name: 'Zhao Min', role: 'officer', teams: shared, staffNumber: '3102' },
  { as: 'arbitration', name: 'Sun Qi', role: 'officer', teams: ['arbitration'], staffNumber: '3201' },
  { as: 'housing', name: 'Wu Fang', role: 'officer', teams: ['housing'], staffNumber: '3301' },
  { as: 'supervisor', name: 'Gu Jing', role: 'supervisor', teams: shared, staffNumber: '3001' },
  { as: 'auditor', name: 'Tang Rui', role: 'auditor', staffNumber: '3901' },
  { as: 'admin', name: 'He Bo', role: 'administrator', staffNumber: '3801' },
  { as: 'kiosk', name: 'Kiosk 1', role: 'kiosk', staffNumber: '3701' },
]

/** Further applicants, each another person, for stories that need several. */
const furtherApplicants: readonly Row[] = Array.from({ length: 8 }, (_, index) => ({
  as: `applicant${index + 2}`,
  name: `Applicant ${index + 2}`,
  role: 'applicant',
}))

/** The demo accounts of sandbox mode; the password is hashed once for all of them. */
export async function seedDemoAccounts(
  { prisma }: { readonly prisma: Prisma },
  password: string,
  { scenario }: { readonly scenario: boolean },
): Promise<void> {
  const accounts = [...rows, ...(scenario ? furtherApplicants : [])].map(({ as, teams: own = [], ...rest }) => ({
    ...rest,
    email: `${as}@${domain}`,
    teams: own,
  }))
  await seedAccounts(prisma, accounts, await hashPassword(password))
}

/** Addresses of the demo accounts, for whoever is told of them. */
export const demoAccounts: readonly string[] = rows.map(({ as }) => `${as}@${domain}`)
