import { createHash, randomInt, randomUUID } from 'node:crypto'
import { ApplicationFailure } from '@temporalio/common'
import { textAt } from '../../domain/case/form.ts'
import { verificationCode } from '../../domain/identity/identifiers/verification-code.ts'
import { forms } from '../../domain/kinds/form.ts'
import { nextPaperNumber } from '../../prisma/numbers.ts'
import { type CaseAtHand, caseAtHand } from '../case-at-hand.ts'
import type { Issued, IssueRequest, PaperRequest } from '../contract.ts'
import { queueMessages } from '../messages/queue.ts'
import type { ActivityParts } from '../parts.ts'
import { annexesOf } from './annexes-of.ts'
import { composedPaper, issuedOn } from './compose.ts'
import { prefixOf } from './prefixes.ts'

type IssuedPaper = Issued['documents'][number]

/** Draws, numbers, seals and stores papers, queues what goes with them, and sends it if the mail server takes it at once. */
export async function issueAndTell(parts: ActivityParts, request: IssueRequest): Promise<Issued> {
  const about = await caseAtHand(parts, request.caseId)
  const documents: IssuedPaper[] = []
  for (const [index, paper] of request.papers.entries())
    documents.push(
      await issueOne(parts, { about, request, paper, issueKey: `${request.caseId}/${request.key}/${index}` }),
    )
  const messages = await queueMessages(parts, about, request)
  return { documents, messages }
}

type Issue = {
  readonly about: CaseAtHand
  readonly request: IssueRequest
  readonly paper: PaperRequest
  readonly issueKey: string
}

/** One paper; a repeat finds what was issued under the same key. */
async function issueOne(parts: ActivityParts, issue: Issue): Promise<IssuedPaper> {
  const known = await parts.prisma.document.findUnique({ where: { issueKey: issue.issueKey } })
  if (known !== null && known.fileKey !== null) return named(known)
  const row = known ?? (await reserve(parts, issue))
  const pdf = await drawn(parts, issue, { number: row.number, verificationCode: row.verificationCode })
  const fileKey = `documents/${row.id}`
  await parts.files.put(fileKey, await parts.vault.sealBytes(issue.about.caseId, pdf))
  const sha256 = createHash('sha256').update(pdf).digest('hex')
  // Before the paper counts as issued: what a crash leaves undone of this, the repeat does.
  await settlePrior(parts, issue, row.number)
  await parts.prisma.document.update({ where: { id: row.id }, data: { fileKey, sha256 } })
  return named(row)
}

/** What a history keeps of a paper: never its row. */
const named = ({ code, number, verificationCode: verification }: IssuedPaper): IssuedPaper => ({
  code,
  number,
  verificationCode: verification,
})

/** The paper it takes the place of answers "replaced" from now on; those of an ended permit answer "revoked". */
async function settlePrior(
  { prisma, vault }: ActivityParts,
  { about, request, paper }: Issue,
  number: string,
): Promise<void> {
  if (paper.replaces !== null)
    await prisma.document.updateMany({ where: { number: paper.replaces }, data: { replacedByNumber: number } })
  const prior = forms[about.kind]?.priorNumber?.(about.form)
  if (paper.prior === null || prior === undefined) return
  const officialIndex = await vault.digest('official-number', prior)
  const earlier = { officialIndex, caseId: { not: about.caseId }, revokedAt: null, replacedByNumber: null }
  if (paper.prior === 'replaced')
    await prisma.document.updateMany({ where: { ...earlier, code: paper.code }, data: { replacedByNumber: number } })
  else
    await prisma.document.updateMany({
      where: { ...earlier, code: { in: [...certificates] } },
      data: { revokedAt: new Date(request.at) },
    })
}

/** Papers that certify something lasting, and so end with it. */
const certificates = ['work-permit-notice', 'residence-permit', 'talent-residence-permit', 'accommodation-slip']

/** The next number of its prefix and year, gapless: taken and written in one transaction. */
async function reserve({ prisma, vault }: ActivityParts, { about, request, paper, issueKey }: Issue) {
  const year = Number(issuedOn(request).slice(0, 4))
  const prefix = prefixOf(paper.code)
  const holderIndex = await vault.digest('birth-date', textAt(about.form, 'person.birthDate'))
  const official = forms[about.kind]?.officialNumber?.(about.form, request.as.facts)
  const officialIndex = official === undefined ? null : await vault.digest('official-number', official)
  return await prisma.$transaction(async (tx) => {
    return await tx.document.create({
      data: {
        id: randomUUID(),
        number: await nextPaperNumber(tx, prefix, year),
        code: paper.code,
        caseId: about.caseId,
        issueKey,
        language: about.language,
        issuedAt: new Date(request.at),
        verificationCode: verificationCode(Array.from({ length: 15 }, () => randomInt(32))),
        validUntil: paper.validUntil === null ? null : new Date(paper.validUntil),
        holderIndex,
        officialIndex,
      },
    })
  })
}

type Numbered = { readonly number: string; readonly verificationCode: string }

/** A paper that cannot be drawn whole is not issued: its number stays as void, with the reason, and people are told. */
async function drawn(
  parts: ActivityParts,
  { about, request, paper, issueKey }: Issue,
  numbered: Numbered,
): Promise<Buffer> {
  const { templates, drawing, seal, prisma } = parts
  try {
    const note = await noteOf(parts, request)
    const composed = await composedPaper(parts, { about, request, paper, note, ...numbered })
    const template = templates.templateOf(about.kind, paper.code)
    return await seal(await drawing(composed, await annexesOf(parts, about, template)))
  } catch (failure) {
    if (!(failure instanceof Error) || !isIncomplete(failure)) throw failure
    // Its number is spent: whoever issues the paper again, once it can be drawn, takes the next one.
    await prisma.document.update({
      where: { number: numbered.number },
      data: { voidReason: nameOf(failure), issueKey: `${issueKey}/void/${numbered.number}` },
    })
    throw ApplicationFailure.nonRetryable(nameOf(failure), nameOf(failure))
  }
}

const incomplete: ReadonlySet<string> = new Set(['DocumentIncomplete', 'GlyphMissing'])
const nameOf = (failure: Error): string =>
  failure instanceof ApplicationFailure ? (failure.type ?? failure.name) : failure.name
const isIncomplete = (failure: Error): boolean => incomplete.has(nameOf(failure))

async function noteOf({ vault }: ActivityParts, { caseId, as }: IssueRequest): Promise<string | undefined> {
  if (as.note === null) return undefined
  const note: unknown = await vault.open(caseId, as.note)
  const isForLetter =
    typeof note === 'object' && note !== null && 'text' in note && 'inLetter' in note && note.inLetter === true
  return isForLetter && typeof note.text === 'string' ? note.text : undefined
}
