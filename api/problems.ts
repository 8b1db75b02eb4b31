import type { Response } from 'express'
import type { Fault } from '../domain/case/form.ts'
import type { Language } from '../domain/case/language.ts'
import type { Refusal, RefusalCode } from '../domain/case/refusal.ts'
import type { Translator } from '../templates/translate.ts'

/** What a request itself can be wrong in, besides what the state or the law refuses. */
const requestStatuses = {
  malformed: 400,
  'signed-out': 401,
  'wrong-credentials': 401,
  'signature-wrong': 401,
  'signature-stale': 401,
  'not-found': 404,
  'kind-unknown': 422,
  'method-not-allowed': 405,
  'changed-meanwhile': 409,
  'too-large': 413,
  'unsupported-media-type': 415,
  'content-invalid': 422,
  'field-missing': 422,
  'field-unknown': 422,
  'field-invalid': 422,
  'material-missing': 422,
  'material-unknown': 422,
  'file-not-what-it-says': 422,
  'file-empty': 422,
  'wrong-code': 422,
  'password-too-weak': 422,
  'table-invalid': 422,
  'time-in-past': 409,
  'hold-expired': 409,
  'rate-limited': 429,
  unavailable: 503,
  defect: 500,
} as const satisfies Record<string, number>

const refusalStatuses = {
  'not-open': 409,
  'not-yours': 403,
  'outcome-not-offered': 409,
  'reason-unknown': 422,
  'reason-missing': 422,
  'already-claimed': 409,
  'not-claimed': 409,
  'idempotency-key-reused': 422,
  'second-officer-required': 409,
  'corrections-incomplete': 422,
  'reasons-not-new': 422,
  'slot-taken': 409,
  'slot-not-offered': 409,
  'call-not-open': 409,
  'still-unknown': 422,
  'already-booked': 409,
  'not-extendable': 409,
  'already-extended': 409,
  'extension-too-long': 422,
  'clock-over': 409,
  'outside-centre-hours': 422,
  'receipt-out-of-range': 422,
  'not-ready': 409,
  'needs-open': 409,
  'matter-in-plan': 409,
  'matter-not-in-plan': 409,
  'plan-full': 422,
  'visit-scattered': 422,
  'answer-invalid': 422,
  'give-up-not-offered': 409,
  'calendar-unknown': 404,
  'calendar-not-proposed': 409,
  'all-originals-must-match': 422,
  'not-all-match': 422,
  'too-late': 409,
  'round-not-open': 409,
  'round-closed': 409,
  'apartment-taken': 409,
  'commitment-mismatch': 409,
  'notice-too-short': 422,
  'counterclaim-late': 409,
  'conflict-of-interest': 422,
} as const satisfies Record<Exclude<RefusalCode, never>, number>

const statuses: Readonly<Record<string, number>> = { ...requestStatuses, ...refusalStatuses }

/** Every code that a problem can have. */
export const problemCodes: readonly string[] = Object.keys(statuses).toSorted()

export type RequestFault = keyof typeof requestStatuses

/** A "no" as it leaves the api: its code, what it concerns, and each fault where there are several. */
export type Problem = {
  readonly refused: RequestFault | RefusalCode | (string & {})
  readonly detail?: Refusal['detail']
  readonly errors?: readonly Fault[]
  /** A case that is there all the same: the draft that a refused `submit` leaves. */
  readonly about?: string
}

/** Whether what a command answered is a "no". */
export const isProblem = (answer: unknown): answer is Problem =>
  typeof answer === 'object' && answer !== null && 'refused' in answer && typeof answer.refused === 'string'

/** Status of a problem; codes of form fields and of rules added later are faults of content. */
export const statusOf = (code: string): number => statuses[code] ?? 422

/** Many faults as one problem: named by their code where they share one. */
export function problemOf(errors: readonly Fault[]): Problem {
  const codes = new Set(errors.map(({ code }) => code))
  const [only] = codes
  return { refused: codes.size === 1 && only !== undefined ? only : 'content-invalid', errors }
}

type Speaking = { readonly translator: Translator; readonly language: Language; readonly publicUrl: string }

/** The problem as RFC 9457 JSON in the person's language; a code without words of its own is told by its group. */
function renderProblem(problem: Problem, { translator, language, publicUrl }: Speaking) {
  const { refused: code, detail, errors = [] } = problem
  const say = (of: string, part: 'title' | 'detail') => textOf(translator, language, { of, part, values: detail ?? {} })
  return {
    // Codes, numbers and dates that a remedy needs: the earliest day, what was left out.
    ...detail,
    type: `${publicUrl}/problems/${code}`,
    title: say(code, 'title'),
    status: statusOf(code),
    detail: say(code, 'detail'),
    errors: errors.map((fault) => ({ pointer: fault.pointer, code: fault.code, message: say(fault.code, 'title') })),
  }
}

type Said = {
  readonly of: string
  readonly part: 'title' | 'detail'
  readonly values: Readonly<Record<string, string | number>>
}

function textOf(translator: Translator, language: Language, { of, part, values }: Said): string {
  const own = `common:problems.${of}.${part}`
  const key = translator.has(language, own) ? own : `common:problems.content-invalid.${part}`
  try {
    return translator.translate(language, key, values)
  } catch {
    // A placeholder whose value this refusal does not carry: the general words say less, but they say it.
    return translator.translate(language, `common:problems.content-invalid.${part}`, values)
  }
}

/** What a fault of a field is called in a language. */
export const messageOf = (translator: Translator, language: Language, code: string): string =>
  textOf(translator, language, { of: code, part: 'title', values: {} })

/** Sends a problem as `application/problem+json`. */
export function sendProblem(response: Response, problem: Problem, speaking: Speaking): void {
  const body = renderProblem(problem, speaking)
  response.status(body.status).type('application/problem+json').set('Content-Language', speaking.language)
  if (problem.about !== undefined) response.set('Location', `/api/v1/cases/${problem.about}`)
  if (body.status === 401) response.set('WWW-Authenticate', 'Bearer')
  response.send(JSON.stringify(body))
}
