import type { RequestHandler } from 'express'
import { definitions } from '../../../domain/kinds/index.ts'
import { paperNamed, verifyDocument, verifyHolder } from '../../commands/verify-document.ts'
import { isLimited } from '../../rate-limits.ts'
import { page } from '../guard.ts'
import { type Kit, refusalText, show, type Visit } from '../kit.ts'
import { fieldsFor } from '../plain-fields.ts'
import type { Speech } from '../speech.ts'
import { documentName } from '../story.ts'
import { textOf } from '../typed.ts'

type Verdict = Awaited<ReturnType<typeof verifyHolder>>

const tones: Readonly<Record<string, string>> = {
  'genuine-in-force': 'good',
  'genuine-replaced': 'warn',
  'genuine-revoked': 'bad',
  expired: 'warn',
  unknown: 'bad',
}

/** A paper's name where only its code is known: common, or of whichever kind has it. */
function nameOf(speech: Speech, code: string): string {
  const names = ['common', 'manager', 'plan', ...definitions.map(({ kind }) => kind)].map((kind) =>
    documentName(speech, kind, code),
  )
  return names.find((name) => name !== code) ?? code
}

function rowsOf(speech: Speech, verdict: Verdict) {
  const { type, number, issuedOn } = verdict
  const since = 'since' in verdict ? verdict.since : undefined
  const replacedBy = 'replacedBy' in verdict ? verdict.replacedBy : undefined
  const rows = [
    ['verify.type', type === null ? undefined : nameOf(speech, type)],
    ['verify.number', number],
    ['verify.issued', issuedOn === null ? undefined : speech.date(issuedOn)],
    ['verify.since', since === undefined ? undefined : speech.date(since)],
    ['verify.replaced-by', replacedBy],
  ] as const
  return rows.flatMap(([label, value]) => (value == null ? [] : [{ label: speech.p(label), value }]))
}

function answerOf(speech: Speech, verdict: Verdict, hasAsked: boolean) {
  const holder = 'holder' in verdict ? verdict.holder : undefined
  return {
    tone: tones[verdict.state] ?? '',
    verdict: speech.p(`verify.state.${verdict.state}`),
    explain: speech.p(`verify.explain.${verdict.state}`),
    rows: rowsOf(speech, verdict),
    asksBirthDate: verdict.state !== 'unknown',
    holder,
    wrong: hasAsked && holder === undefined,
  }
}

type Shown = {
  readonly code: string
  readonly verdict?: Verdict
  readonly hasAsked?: boolean
  readonly refusal?: object
}

async function showVerify(visit: Visit, { code, verdict, hasAsked = false, refusal }: Shown): Promise<void> {
  const { speech } = visit
  const field = fieldsFor(speech)
  const data = {
    code: encodeURIComponent(code),
    answer: verdict === undefined ? undefined : answerOf(speech, verdict, hasAsked),
    birthDate: field({ name: 'birthDate', label: 'verify.birth-date', input: 'date' }),
    codeField: field({ name: 'code', label: 'verify.code', input: 'text', value: code }),
    refusal,
  }
  await show(visit, { template: 'verify', title: speech.p('verify.title'), data })
}

/** Where a code is typed in; one that was typed is looked at under its own address. */
export const verifyForm = (kit: Kit): RequestHandler =>
  page(kit, async (visit) => {
    const { code } = visit.request.query
    if (typeof code === 'string' && code.trim() !== '')
      visit.response.redirect(303, `/verify/${encodeURIComponent(code.trim())}`)
    else await showVerify(visit, { code: '' })
  })

/** Whoever asks for JSON gets it from the api, under the same address. */
const forPeople =
  (handler: RequestHandler): RequestHandler =>
  (request, response, next) =>
    request.accepts(['html', 'json']) === 'html' ? handler(request, response, next) : next('route')

/** Is this paper genuine and still in force. */
export const verifyPage = (kit: Kit): RequestHandler =>
  forPeople(
    page(kit, async (visit) => {
      const code = String(visit.request.params['code'])
      await showVerify(visit, { code, verdict: await verifyDocument(kit.parts, code) })
    }),
  )

/** The holder's name for who knows their birth date. */
export const verifyHolderPage = (kit: Kit): RequestHandler =>
  forPeople(
    page(kit, async (visit) => {
      const code = String(visit.request.params['code'])
      if (await isLimited(kit.parts.limits.failures, `verify ${paperNamed(code)}`, 1))
        return await showVerify(visit, { code, refusal: refusalText(visit.speech, { refused: 'rate-limited' }) })
      const verdict = await verifyHolder(kit.parts, code, textOf(visit.sent, 'birthDate'))
      await showVerify(visit, { code, verdict, hasAsked: true })
    }),
  )
