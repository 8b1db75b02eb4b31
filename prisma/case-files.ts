import type { CaseId } from '../domain/case/codes.ts'
import { type Draft, textAt } from '../domain/case/form.ts'
import { ask, type Prisma } from './client.ts'
import { Prisma as Sql } from './generated/client.ts'
import { nextNumber } from './numbers.ts'
import type { Vault } from './vault.ts'

type File = NonNullable<Awaited<ReturnType<Prisma['caseFile']['findUnique']>>>

export type NewCaseFile = Omit<File, 'number' | 'mailIndex' | 'id'> & {
  readonly id: CaseId
  readonly counter: { readonly name: string; readonly year: number }
  readonly numberOf: (sequence: number) => string
  readonly form: Draft
}

type Store = { readonly prisma: Prisma; readonly vault: Vault }

/** What a case is called and whom it belongs to. */
export async function findCaseFile(prisma: Prisma, id: string): Promise<File | undefined> {
  const sql = Sql.sql`SELECT * FROM "CaseFile" WHERE id = ${id}`
  return (await ask<File>(prisma, { name: 'case-file', sql }))[0]
}

/** The case a number stands for. */
export async function caseIdOfNumber(prisma: Prisma, number: string): Promise<string | undefined> {
  const row = await prisma.caseFile.findUnique({ where: { number }, select: { id: true } })
  return row?.id
}

/** Keyed hash of the mail address in a form, so that its owner can reach the case; null where there is none. */
async function mailIndexOf(vault: Vault, form: Draft): Promise<string | null> {
  const email = textAt(form, 'person.email').trim().toLowerCase()
  return email === '' ? null : await vault.digest('mail', email)
}

/** Number, key and form of a new case, all or none; numbers are gapless because they are taken in the same transaction. */
export async function createCaseFile({ prisma, vault }: Store, file: NewCaseFile): Promise<void> {
  const { counter, numberOf, form, ...rest } = file
  const mailIndex = await mailIndexOf(vault, form)
  await prisma.$transaction(async (tx) => {
    const sequence = await nextNumber(tx, counter.name, counter.year)
    await tx.caseFile.create({ data: { ...rest, number: numberOf(sequence), mailIndex } })
    await vault.openCase(tx, file.id)
    await vault.saveForm(tx, file.id, { form, changedAt: file.openedAt })
  })
}

/** Saves a form anew, and under which address its owner is found. Returns the new version. */
export async function saveForm(
  { prisma, vault }: Store,
  id: CaseId,
  saved: { readonly form: Draft; readonly changedAt: Date },
): Promise<number> {
  const mailIndex = await mailIndexOf(vault, saved.form)
  return await prisma.$transaction(async (tx) => {
    await tx.caseFile.update({ where: { id }, data: { mailIndex } })
    return await vault.saveForm(tx, id, saved)
  })
}

/** The same, if the form still has the version that was read; undefined when somebody was faster. */
export async function saveFormIf(
  { prisma, vault }: Store,
  id: CaseId,
  saved: { readonly form: Draft; readonly changedAt: Date; readonly version: number },
): Promise<number | undefined> {
  const mailIndex = await mailIndexOf(vault, saved.form)
  return await prisma.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ readonly version: number }[]>`
      SELECT version FROM "CaseForm" WHERE "caseId" = ${id} FOR UPDATE`
    if (rows[0]?.version !== saved.version) return undefined
    await tx.caseFile.update({ where: { id }, data: { mailIndex } })
    return await vault.saveForm(tx, id, saved)
  })
}

const indexedAtOnce = 200

/** Cases with a form of which no word is indexed, save those whose person was forgotten. */
export async function unindexedForms(prisma: Prisma): Promise<readonly string[]> {
  const rows = await prisma.$queryRaw<{ readonly caseId: string }[]>`
    SELECT m."caseId" FROM "CaseForm" m JOIN "CaseKey" k ON k."caseId" = m."caseId"
    WHERE NOT EXISTS (SELECT 1 FROM "SearchWord" w WHERE w."caseId" = m."caseId") LIMIT ${indexedAtOnce}`
  return rows.map(({ caseId }) => caseId)
}

export type Aside = { readonly name: string; readonly value: unknown }

/** Keeps something of a case beside its form, sealed, under a name; a later one takes its place. */
export async function keepAside({ vault }: Store, id: CaseId, aside: Aside): Promise<void> {
  await vault.seal(id, aside.name, aside.value)
}

/** What was kept beside the form under a name last; undefined where nothing was. */
export async function keptAside({ prisma, vault }: Store, id: CaseId, name: string): Promise<unknown> {
  const row = await prisma.sealed.findFirst({ where: { caseId: id, sort: name }, orderBy: { at: 'desc' } })
  if (row === null) return undefined
  return JSON.parse((await vault.openBytes(id, row.body)).toString('utf8'))
}

/** It is not needed any more. */
export async function dropAside({ prisma }: Store, id: CaseId, name: string): Promise<void> {
  await prisma.sealed.deleteMany({ where: { caseId: id, sort: name } })
}

export type Reaching = { readonly accountId: string; readonly personId: string; readonly mailIndex: string }

/** Makes a case the applicant's whose proved address its form has; false where it is not, or is somebody's already. */
export async function reachCase(
  prisma: Prisma,
  id: string,
  { accountId, personId, mailIndex }: Reaching,
): Promise<boolean> {
  const proved = await prisma.user.findFirst({ where: { id: accountId, emailVerified: true }, select: { id: true } })
  if (proved === null) return false
  const { count } = await prisma.caseFile.updateMany({
    where: { id, mailIndex, OR: [{ applicantPersonId: null }, { applicantPersonId: personId }] },
    data: { applicantPersonId: personId },
  })
  return count === 1
}
