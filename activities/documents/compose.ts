import { ApplicationFailure } from '@temporalio/common'
import type { Language } from '../../domain/case/language.ts'
import { localDateOf, parseInstant } from '../../domain/time/local-date.ts'
import { composePaper } from '../../templates/compose-paper.ts'
import type { Paper } from '../../templates/paper.ts'
import type { Signer } from '../../templates/paper-content.ts'
import type { CaseAtHand } from '../case-at-hand.ts'
import type { IssueRequest, PaperRequest } from '../contract.ts'
import type { ActivityParts } from '../parts.ts'
import { valuesOf } from './values.ts'

export type ComposeParts = Pick<ActivityParts, 'prisma' | 'vault' | 'templates' | 'translator' | 'publicUrl'>

export type ToCompose = {
  readonly about: CaseAtHand
  readonly request: Pick<IssueRequest, 'caseId' | 'at' | 'as'>
  readonly paper: PaperRequest
  /** An officer's words that were marked to go into the letter. */
  readonly note: string | undefined
  readonly number: string
  readonly verificationCode: string
}

/** A paper in words: the same for whoever previews it and for whoever draws it. */
export async function composedPaper(parts: ComposeParts, toCompose: ToCompose): Promise<Paper> {
  const { templates, translator, publicUrl } = parts
  const { about, request, paper, note, number, verificationCode } = toCompose
  const template = templates.templateOf(about.kind, paper.code)
  return composePaper(template, templates.stringsOf(about.kind), {
    language: about.language,
    values: await valuesOf(parts, { about, request, paper }),
    reasons: request.as.reasons,
    reasonText: (code, language) => reasonText(translator, language, { kind: about.kind, code }),
    number,
    issuedOn: issuedOn(request),
    caseNumber: about.number,
    verificationUrl: `${publicUrl}/verify/${verificationCode}`,
    verificationCode,
    signers: await signersOf(parts, request),
    ...(paper.replaces === null ? {} : { replaces: paper.replaces }),
    ...(note === undefined ? {} : { note }),
  })
}

/** The local day on which it is issued. */
export function issuedOn({ at }: Pick<IssueRequest, 'at'>): string {
  const instant = parseInstant(at)
  if (instant === undefined) throw ApplicationFailure.nonRetryable('instant-unreadable', 'Defect')
  return localDateOf(instant)
}

/** A reason in words: the kind's own, or one that any case can end for. */
function reasonText(
  translator: ActivityParts['translator'],
  language: Language,
  { kind, code }: { readonly kind: string; readonly code: string },
): string {
  const own = `${kind}:reasons.${code}.short`
  return translator.translate(language, translator.has(language, own) ? own : `common:reasons.${code}.short`)
}

const roles: Readonly<Record<string, Signer['role']>> = {
  'check-materials': 'checked',
  'verify-originals': 'checked',
  'verify-at-counter': 'checked',
  'review-filing': 'checked',
  examine: 'examined',
  approve: 'approved',
  'hand-over': 'handed-over',
}

async function signersOf(
  { prisma }: Pick<ActivityParts, 'prisma'>,
  { as }: Pick<IssueRequest, 'as'>,
): Promise<readonly Signer[]> {
  if (as.signers.length === 0) return []
  const people = await prisma.person.findMany({ where: { id: { in: as.signers.map(({ by }) => by) } } })
  return as.signers.map(({ task, by }) => ({
    role: roles[task] ?? 'decided',
    title: 'officer',
    staffNumber: people.find(({ id }) => id === by)?.staffNumber ?? '—',
  }))
}
