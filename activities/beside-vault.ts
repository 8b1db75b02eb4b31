import { ApplicationFailure } from '@temporalio/common'
import { code } from '../domain/case/codes.ts'
import type { Facts } from '../domain/case/facts.ts'
import { textAt } from '../domain/case/form.ts'
import { foldName } from '../domain/identity/identifiers/fold-name.ts'
import { forms } from '../domain/kinds/form.ts'
import { parseInstant } from '../domain/time/local-date.ts'
import { type CaseAtHand, caseAtHand } from './case-at-hand.ts'
import type { BesideVault } from './contract.ts'
import type { ActivityParts } from './parts.ts'

/** Runs a rule where the personal data is; what it answers is codes, numbers and dates. */
export async function besideVault(
  parts: ActivityParts,
  { caseId, rule, facts, data, at }: BesideVault,
): Promise<Facts> {
  const about = await caseAtHand(parts, caseId)
  if (rule === 'duplicates') return await duplicates(parts, about)
  const run = forms[about.kind]?.beside[rule]
  const now = parseInstant(at)
  if (run === undefined || now === undefined) throw ApplicationFailure.nonRetryable('unknown-rule', 'Defect')
  return run({ form: about.form, track: about.track, facts, data, at: now })
}

/**
 * Has the same person an open case of this kind? By passport, or by folded name, birth date and nationality, each as a
 * keyed hash; two passports of one person are said so. Candidates are found here, a person judges.
 */
async function duplicates({ prisma, vault }: ActivityParts, about: CaseAtHand): Promise<Facts> {
  const digests = {
    passport: await vault.digest('passport', textAt(about.form, 'person.passport.number').toUpperCase()),
    person: await vault.digest('person', personKey(about)),
  }
  await prisma.personIndex.createMany({
    data: Object.entries(digests).map(([sort, digest]) => ({ caseId: about.caseId, kind: about.kind, sort, digest })),
    skipDuplicates: true,
  })
  const found = await prisma.personIndex.findMany({
    where: {
      kind: about.kind,
      caseId: { not: about.caseId },
      OR: Object.entries(digests).map(([sort, digest]) => ({ sort, digest })),
    },
  })
  const open = await prisma.caseView.findFirst({
    where: { caseId: { in: found.map(({ caseId }) => caseId) }, status: { notIn: ['closed', 'draft'] } },
    orderBy: { openedAt: 'asc' },
  })
  if (open === null) return {}
  const samePassport = found.some(({ caseId, sort }) => caseId === open.caseId && sort === 'passport')
  return { found: code(open.caseId), how: code(samePassport ? 'same-passport' : 'other-passport') }
}

const personKey = ({ form }: CaseAtHand): string =>
  [
    foldName(textAt(form, 'person.familyName')),
    foldName(textAt(form, 'person.givenNames')),
    textAt(form, 'person.birthDate'),
    textAt(form, 'person.nationality'),
  ].join('/')
