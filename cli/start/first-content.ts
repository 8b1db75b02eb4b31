import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hashPassword } from 'better-auth/crypto'
import type { Config } from '../../config.ts'
import { seedAccounts } from '../../prisma/accounts.ts'
import { createPrisma, type Prisma } from '../../prisma/client.ts'
import { migrate } from '../../prisma/migrate.ts'
import { calendarFile, publishedTables } from '../centre/calendar-file.ts'
import { demoAccounts } from '../centre/demo-accounts.ts'

/** Brings the database up to date, and gives an empty one what a centre begins with. */
export async function fillDatabase(
  databaseUrl: string,
  config: Config,
  demoPassword: string,
): Promise<readonly string[]> {
  const applied = await migrate(databaseUrl)
  const prisma = createPrisma(databaseUrl, 2)
  try {
    await loadCalendars(prisma)
    if (config.mode === 'sandbox') await makeDemoAccounts(prisma, join(config.home, 'demo-accounts'), demoPassword)
  } finally {
    await prisma.$disconnect()
  }
  return applied
}

/** The published tables are in force from the beginning; one that has come in since, or was rolled back, is left alone. */
async function loadCalendars(prisma: Prisma): Promise<void> {
  if ((await prisma.calendarTable.count()) > 0) return
  for (const [order, name] of publishedTables.entries()) {
    const body = JSON.parse(await readFile(calendarFile(name), 'utf8'))
    const { year, version, trial = false } = body
    await prisma.calendarTable.create({
      data: { name, year, version, trial, body, order: order + 1, inForceAt: new Date() },
    })
  }
}

/** A password is set only where it is another than last time: setting it ends the sessions of the account. */
async function makeDemoAccounts(prisma: Prisma, note: string, password: string): Promise<void> {
  const mark = createHash('sha256').update(password).digest('hex')
  const known = existsSync(note) ? await readFile(note, 'utf8') : ''
  const there = await prisma.user.count({ where: { email: { in: demoAccounts.map(({ email }) => email) } } })
  if (known === mark && there === demoAccounts.length) return
  await seedAccounts(prisma, demoAccounts, await hashPassword(password))
  await writeFile(note, mark, { mode: 0o600 })
}
