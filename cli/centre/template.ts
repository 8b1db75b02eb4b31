import { readFile } from 'node:fs/promises'
import { hashPassword } from 'better-auth/crypto'
import { seedAccounts } from '../../prisma/accounts.ts'
import { createPrisma, type Prisma } from '../../prisma/client.ts'
import { migrate } from '../../prisma/migrate.ts'
import { createDatabase } from '../embedded/databases.ts'
import { calendarFile } from './calendar-file.ts'
import { demoAccounts, furtherApplicants } from './demo-accounts.ts'
import type { Servers } from './servers.ts'

const template = 'empty_centre'

/** Where databases of centres are copied from, and the password of every account in them. */
export type Template = Readonly<{ name: string; password: string }>

const made = new WeakMap<Servers, Promise<Template>>()

/** The empty centre of these servers: migrated, with all accounts; made once. */
export function templateOf(servers: Servers): Promise<Template> {
  const known = made.get(servers) ?? makeTemplate(servers)
  made.set(servers, known)
  return known
}

const describe = ({ secret }: Servers): Template => ({ name: template, password: secret.slice(0, 20) })

async function makeTemplate(servers: Servers): Promise<Template> {
  const url = await createDatabase(servers.databaseUrl, template)
  await migrate(url)
  const prisma = createPrisma(url, 2)
  const made = describe(servers)
  try {
    await seedAccounts(prisma, [...demoAccounts, ...furtherApplicants], await hashPassword(made.password))
  } finally {
    await prisma.$disconnect()
  }
  return made
}

/** Whoever joins servers finds the template there: it was made by the program that started them. */
export function takeTemplateAsMade(servers: Servers): Servers {
  made.set(servers, Promise.resolve(describe(servers)))
  return servers
}

/** What a centre's database begins with: its holiday tables, and where office time stands. */
export async function furnish(
  prisma: Prisma,
  { tables, at }: { readonly tables: readonly string[]; readonly at: string },
): Promise<void> {
  for (const [order, name] of tables.entries()) {
    const body = JSON.parse(await readFile(calendarFile(name), 'utf8'))
    const { year, version, trial = false } = body
    const row = { name, year, version, trial, body, order: order + 1, inForceAt: new Date(at) }
    await prisma.calendarTable.upsert({ where: { name }, create: row, update: row })
  }
  const heldAt = new Date(at)
  const offsetSeconds = Math.round((heldAt.getTime() - Date.now()) / 1000)
  await prisma.officeTime.upsert({
    where: { id: 1 },
    create: { id: 1, offsetSeconds, heldAt },
    update: { offsetSeconds, heldAt },
  })
}
