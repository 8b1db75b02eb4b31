import { createHash, randomInt, randomUUID } from 'node:crypto'
import { textAt } from '../../domain/case/form.ts'
import { isLanguage, type Language } from '../../domain/case/language.ts'
import { verificationCode } from '../../domain/identity/identifiers/verification-code.ts'
import { shownName } from '../../domain/identity/shown-name.ts'
import type { Planned } from '../../domain/plan/make-plan.ts'
import { localDateOf, yearOf } from '../../domain/time/local-date.ts'
import { nextPaperNumber } from '../../prisma/numbers.ts'
import { planById } from '../../prisma/plans.ts'
import { asInstant } from '../../prisma/slots.ts'
import { Forgotten } from '../../prisma/vault.ts'
import { composeMail } from '../../templates/compose-mail.ts'
import { composePaper } from '../../templates/compose-paper.ts'
import { planWords } from '../../templates/plan-words.ts'
import { prefixOf } from '../documents/prefixes.ts'
import { type Recipient, recipientsOfPlan } from '../messages/compose.ts'
import { keepMail } from '../messages/queue.ts'
import type { ActivityParts } from '../parts.ts'
import { instantOfText } from '../rounds/of-case.ts'
import type { PlanIssue, PlanIssued } from './contract.ts'
import { paperValues } from './paper-values.ts'

const kind = 'plan'
const paperCode = 'plan'

type Row = NonNullable<Awaited<ReturnType<typeof planById>>>

/** Draws the plan, numbered and sealed, in the place of its predecessor, and tells its owner where that is asked. Again: the same. */
export async function issuePlan(parts: ActivityParts, issue: PlanIssue): Promise<PlanIssued> {
  const plan = await planById(parts.prisma, issue.planId)
  if (plan === null) throw new Error('a plan without its file')
  const row = await reserved(parts, issue, plan)
  if (row.fileKey === null) await drawn(parts, issue, { plan, row })
  const document = { number: row.number, verificationCode: row.verificationCode }
  const messages = issue.tell ? await told(parts, issue, plan) : []
  return { document, messages }
}

type Reserved = Awaited<ReturnType<typeof reserved>>

/** Its number, gapless like any other, taken once. */
async function reserved({ prisma, vault }: ActivityParts, { planId, key, at, plan: planned }: PlanIssue, plan: Row) {
  const issueKey = `${planId}/${key}`
  const known = await prisma.document.findUnique({ where: { issueKey } })
  if (known !== null) return known
  const year = yearOf(localDateOf(instantOfText(at)))
  const { birthDate } = await holderIn({ vault }, planned)
  const holderIndex = birthDate === '' ? null : await vault.digest('birth-date', birthDate)
  return await prisma.$transaction(async (tx) => {
    return await tx.document.create({
      data: {
        id: randomUUID(),
        number: await nextPaperNumber(tx, prefixOf(paperCode), year),
        code: paperCode,
        planId,
        issueKey,
        language: plan.language,
        issuedAt: new Date(at),
        verificationCode: verificationCode(Array.from({ length: 15 }, () => randomInt(32))),
        holderIndex,
      },
    })
  })
}

type Holder = { readonly birthDate: string; readonly name: string }

/** Whose plan it is, by the first of its forms that says so. */
async function holderIn({ vault }: Pick<ActivityParts, 'vault'>, { matters }: Planned): Promise<Holder> {
  for (const { case: id } of matters) {
    const saved = await vault.form(id).catch((failure: unknown) => {
      if (failure instanceof Forgotten) return undefined
      throw failure
    })
    const birthDate = saved === undefined ? '' : textAt(saved.form, 'person.birthDate')
    if (saved !== undefined && birthDate !== '') return { birthDate, name: shownName(saved.form) }
  }
  return { birthDate: '', name: '' }
}

const languageOf = ({ language }: Pick<Row, 'language'>): Language => (isLanguage(language) ? language : 'zh')

async function drawn(
  parts: ActivityParts,
  issue: PlanIssue,
  { plan, row }: { readonly plan: Row; readonly row: Reserved },
): Promise<void> {
  const { templates, translator, publicUrl, vault, files, prisma } = parts
  const { planId, replaces } = issue
  const language = languageOf(plan)
  const paper = composePaper(templates.templateOf(kind, paperCode), templates.stringsOf(kind), {
    language,
    values: paperValues(translator, language, issue),
    reasons: [],
    reasonText: (reason) => reason,
    number: row.number,
    issuedOn: localDateOf(asInstant(row.issuedAt)),
    caseNumber: plan.number,
    verificationUrl: `${publicUrl}/verify/${row.verificationCode}`,
    verificationCode: row.verificationCode,
    signers: [],
    ...(replaces === null ? {} : { replaces }),
  })
  const pdf = await parts.seal(await parts.drawing(paper))
  const fileKey = `documents/${row.id}`
  await files.put(fileKey, await vault.sealBytes(planId, pdf))
  const sha256 = createHash('sha256').update(pdf).digest('hex')
  // Before it counts as issued: what a crash leaves undone of this, the repeat does.
  if (replaces !== null)
    await prisma.document.updateMany({ where: { number: replaces, planId }, data: { replacedByNumber: row.number } })
  await prisma.document.update({ where: { id: row.id }, data: { fileKey, sha256 } })
}

const message = 'plan-changed'

/** One mail to each: what has changed, and why. */
async function told(parts: ActivityParts, issue: PlanIssue, plan: Row): Promise<PlanIssued['messages']> {
  const { name } = await holderIn(parts, issue.plan)
  const messages: { id: string; state: 'queued' | 'sent' | 'refused' }[] = []
  for (const recipient of await recipientsOfPlan(parts, issue.planId)) {
    const issueKey = `${issue.planId}/${issue.key}/${recipient.party}`
    const kept = { of: issue.planId, code: message, recipient, issueKey, at: new Date(issue.at) }
    const { id, state } = await keepMail(parts, kept, async () => mailOf(parts, issue, { plan, recipient, name }))
    messages.push({ id, state })
  }
  return messages
}

type Mailing = { readonly plan: Row; readonly recipient: Recipient; readonly name: string }

function mailOf({ translator, publicUrl }: ActivityParts, issue: PlanIssue, { plan, recipient, name }: Mailing) {
  const { language } = recipient
  const { changes, plan: planned } = issue
  const words = planWords(translator, language)
  return composeMail({
    translator,
    kind,
    message,
    language,
    values: {
      link: `${publicUrl}/plans/${plan.id}`,
      name: name === '' ? words.say('reader') : name,
      caseNumber: plan.number,
      provisional: planned.provisional,
      said: changes.map((change) => `• ${words.change(change, planned)}`).join('\n'),
      ...(planned.expectedOn === null ? {} : { expectedOn: planned.expectedOn }),
    },
  })
}
