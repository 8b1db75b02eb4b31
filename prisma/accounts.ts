import { randomUUID } from 'node:crypto'
import type { Language } from '../domain/case/language.ts'
import type { Prisma } from './client.ts'

/** A natural person that no account belongs to yet. Returns the opaque id. */
export async function newPerson(prisma: Pick<Prisma, 'person'>, staffNumber?: string): Promise<string> {
  const id = randomUUID()
  await prisma.person.create({ data: { id, ...(staffNumber === undefined ? {} : { staffNumber }) } })
  return id
}

/** Gives an account a password, or another one; all its sessions but the given one end. */
export async function setPassword(
  prisma: Prisma,
  userId: string,
  { hash, keep }: { readonly hash: string; readonly keep?: string },
): Promise<void> {
  const known = await prisma.account.findFirst({ where: { userId, providerId: 'credential' }, select: { id: true } })
  const ending = { userId, ...(keep === undefined ? {} : { token: { not: keep } }) }
  await prisma.$transaction([
    known === null
      ? prisma.account.create({
          data: { id: randomUUID(), userId, accountId: userId, providerId: 'credential', password: hash },
        })
      : prisma.account.update({ where: { id: known.id }, data: { password: hash } }),
    prisma.session.deleteMany({ where: ending }),
  ])
}

export type AccountChange = {
  readonly phone?: string | null
  readonly language?: Language
}

/** What an account says of itself. */
export const readAccount = (prisma: Prisma, id: string) =>
  prisma.user.findUnique({
    where: { id },
    select: {
      id: true,
      email: true,
      emailVerified: true,
      name: true,
      role: true,
      teams: true,
      language: true,
      phone: true,
      personId: true,
      createdAt: true,
      person: { select: { staffNumber: true } },
    },
  })

/** The language of an account with this address; undefined when there is none. */
export async function languageOf(prisma: Prisma, email: string): Promise<string | undefined> {
  const found = await prisma.user.findUnique({ where: { email }, select: { language: true } })
  return found?.language
}

/** Changes telephone and language; another address is the sign-in library's to prove and write. */
export async function changeAccount(prisma: Prisma, id: string, change: AccountChange): Promise<void> {
  await prisma.user.update({ where: { id }, data: change })
}

export type DemoAccount = {
  readonly email: string
  readonly name: string
  readonly role: string
  readonly teams: readonly string[]
  readonly staffNumber?: string
  /** Address of the account whose natural person this one is too. */
  readonly personOf?: string
}

/** Makes accounts that are not there yet, all with one password. */
export async function seedAccounts(prisma: Prisma, accounts: readonly DemoAccount[], hash: string): Promise<void> {
  for (const account of accounts) {
    const known = await prisma.user.findUnique({ where: { email: account.email }, select: { id: true } })
    const userId = known?.id ?? (await createAccount(prisma, account))
    await setPassword(prisma, userId, { hash })
  }
}

async function createAccount(prisma: Prisma, account: DemoAccount): Promise<string> {
  const { email, name, role, teams, staffNumber, personOf } = account
  const other = personOf === undefined ? null : await prisma.user.findUnique({ where: { email: personOf } })
  const personId = other?.personId ?? (await newPerson(prisma, staffNumber))
  const id = randomUUID()
  await prisma.user.create({
    data: { id, email, name, role, teams: [...teams], personId, emailVerified: true, language: 'en' },
  })
  return id
}

/** Makes an administrator's account without a password, or finds it; answers the role of the account there is. */
export async function makeAdministrator(prisma: Prisma, email: string): Promise<string> {
  const known = await prisma.user.findUnique({ where: { email }, select: { role: true } })
  if (known !== null) return known.role
  const role = 'administrator'
  await createAccount(prisma, { email, name: email, role, teams: [] })
  return role
}

/** The person of an officer's or supervisor's account who may sign for a team, by mail address or person; undefined for any other. */
export async function findOfficer(prisma: Prisma, name: string, team?: string): Promise<string | undefined> {
  const found = await prisma.user.findFirst({
    where: { OR: [{ email: name.toLowerCase() }, { personId: name }], role: { in: ['officer', 'supervisor'] } },
    select: { personId: true, role: true, teams: true },
  })
  if (found === null) return undefined
  const isOfTeam = team === undefined || found.role === 'supervisor' || found.teams.includes(team)
  return isOfTeam ? found.personId : undefined
}

/** Everybody who can hold tasks, by name. */
export const officersListed = (prisma: Prisma) =>
  prisma.user.findMany({
    where: { role: { in: ['officer', 'supervisor'] } },
    select: { email: true, name: true, role: true, teams: true, personId: true },
    orderBy: [{ name: 'asc' }, { email: 'asc' }],
  })

type Named = { readonly staffNumber: string | null; readonly name: string }

/** Natural persons as staff know each other: by number, and by the name of an account. */
export async function namesOf(prisma: Prisma, personIds: readonly string[]) {
  if (personIds.length === 0) return new Map<string, Named>()
  const people = await prisma.person.findMany({
    where: { id: { in: [...new Set(personIds)] } },
    select: { id: true, staffNumber: true, users: { select: { name: true }, take: 1, orderBy: { createdAt: 'asc' } } },
  })
  return new Map(people.map(({ id, staffNumber, users }) => [id, { staffNumber, name: users[0]?.name ?? '' }]))
}
