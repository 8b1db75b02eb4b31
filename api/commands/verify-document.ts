import { caseId } from '../../domain/case/codes.ts'
import { type Draft, textAt } from '../../domain/case/form.ts'
import { checkVerificationCode } from '../../domain/identity/identifiers/verification-code.ts'
import { shownName } from '../../domain/identity/shown-name.ts'
import { formatInstant, instantFromMillis, localDateOf } from '../../domain/time/local-date.ts'
import { type DocumentRow, findByVerificationCode, findDocument } from '../../prisma/documents.ts'
import { casesOfPlan } from '../../prisma/plans.ts'
import { Forgotten } from '../../prisma/vault.ts'
import type { Parts } from '../parts.ts'

type VerifyParts = Pick<Parts, 'prisma' | 'vault' | 'officeTime'>

const unknown = { state: 'unknown', type: null, number: null, issuedOn: null } as const

/** One name for a paper under which guesses at it are counted, however its code is written. */
export function paperNamed(input: string): string {
  const check = checkVerificationCode(input)
  return check.valid ? (check.normalised ?? '') : ''
}

async function findPaper({ prisma }: VerifyParts, input: string): Promise<DocumentRow | undefined> {
  const check = checkVerificationCode(input)
  if (!check.valid || check.normalised === undefined) return undefined
  const found = await findByVerificationCode(prisma, check.normalised)
  return found === null || found.voidReason !== null ? undefined : found
}

type Judged = { readonly state: string; readonly since?: string; readonly replacedBy?: string }

/** Revoked before replaced before expired: the worst that is true of it. */
function judge({ revokedAt, replacedByNumber, validUntil }: DocumentRow, today: string): Judged {
  if (revokedAt !== null)
    return { state: 'genuine-revoked', since: formatInstant(instantFromMillis(revokedAt.getTime())) }
  if (replacedByNumber !== null) return { state: 'genuine-replaced', replacedBy: replacedByNumber }
  const last = validUntil?.toISOString().slice(0, 10)
  if (last !== undefined && last < today) return { state: 'expired', since: last }
  return { state: 'genuine-in-force' }
}

/** Is this paper genuine and still in force; nothing of its holder. */
export async function verifyDocument(parts: VerifyParts, input: string) {
  const paper = await findPaper(parts, input)
  if (paper === undefined) return unknown
  return {
    type: paper.code,
    number: paper.number,
    issuedOn: localDateOf(instantFromMillis(paper.issuedAt.getTime())),
    ...judge(paper, localDateOf(await parts.officeTime.now())),
  }
}

/** The same, and the holder's name for who gives their birth date; a wrong one is answered as none. */
export async function verifyHolder(parts: VerifyParts, input: string, birthDate: string) {
  const seen = await verifyDocument(parts, input)
  const paper = seen.number === null ? null : await findDocument(parts.prisma, seen.number)
  const owner = paper === null ? undefined : await ownerOf(parts, paper)
  if (owner === undefined || paper?.holderIndex !== (await parts.vault.digest('birth-date', birthDate))) return seen
  const holder = await holderOf(parts, owner)
  return holder === undefined ? seen : { ...seen, holder }
}

/** The case in whose form its holder is named: of a plan, the first of its matters that names anybody. */
async function ownerOf(parts: VerifyParts, { caseId: own, planId }: DocumentRow): Promise<string | undefined> {
  if (own !== null || planId === null) return own ?? undefined
  for (const id of await casesOfPlan(parts.prisma, planId))
    if (textAt((await formKept(parts, id)) ?? {}, 'person.birthDate') !== '') return id
  return undefined
}

async function holderOf(parts: VerifyParts, id: string): Promise<string | undefined> {
  const form = await formKept(parts, id)
  return form === undefined ? undefined : shownName(form)
}

/** The form of a case, while its person is not forgotten. */
async function formKept({ vault }: VerifyParts, id: string): Promise<Draft | undefined> {
  try {
    return (await vault.form(caseId(id)))?.form
  } catch (failure) {
    if (failure instanceof Forgotten) return undefined
    throw failure
  }
}
