import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import { isLanguage, type Language, languages } from '../../domain/case/language.ts'
import type { Caller } from '../../domain/identity/roles.ts'
import { formatInstant } from '../../domain/time/local-date.ts'
import type { ApiParts } from '../api-parts.ts'
import { type Problem, statusOf } from '../problems.ts'
import { languageOf } from '../routes/language.ts'
import { callerOf } from '../sign-in.ts'
import { assetPath } from './assets.ts'
import { cookieOf, createFormToken, type FormToken } from './form-token.ts'
import { navigationOf } from './navigation.ts'
import { createSpeeches, type Speech } from './speech.ts'
import type { Sent } from './typed.ts'
import { createViews, type Views } from './views.ts'

/** What pages are made with. */
export type Kit = {
  readonly parts: ApiParts
  readonly views: Views
  readonly token: FormToken
  readonly speechIn: (language: Language) => Speech
}

export const createKit = (parts: ApiParts): Kit => ({
  parts,
  views: createViews(),
  token: createFormToken(parts.config.sessionSecret, parts.config.publicUrl.startsWith('https:')),
  speechIn: createSpeeches(parts.translator),
})

/** One request for a page: who asks, in what language, and how to answer. */
export type Visit = {
  readonly kit: Kit
  readonly request: Request
  readonly response: Response
  readonly caller: Caller | undefined
  readonly speech: Speech
  readonly sent: Sent
}

/** A visit of somebody who is signed in. */
export type SignedVisit = Visit & { readonly caller: Caller }

/** A page: its template, its title, what it shows. */
export type Page = {
  readonly template: string
  readonly title: string
  readonly status?: number
  readonly data?: object
}

export const languageCookie = 'onevisit_language'

/** What was chosen on a page goes before what the account says, and that before the browser's own wish. */
function pageLanguage(request: Request): Language {
  const chosen = cookieOf(request, languageCookie) ?? ''
  return isLanguage(chosen) ? chosen : (callerOf(request)?.language ?? languageOf(request))
}

const isFields = (value: unknown): value is Sent => typeof value === 'object' && value !== null && !Array.isArray(value)

export const visitOf = (kit: Kit, request: Request, response: Response): Visit => ({
  kit,
  request,
  response,
  caller: callerOf(request),
  speech: kit.speechIn(pageLanguage(request)),
  sent: isFields(request.body) ? request.body : {},
})

/** Sends a page with everything that stands around it. */
export async function show(visit: Visit, { template, title, status = 200, data = {} }: Page): Promise<void> {
  const { kit, request, response, speech, caller } = visit
  const frame = {
    ...speech,
    lang: speech.language,
    languages,
    title,
    caller,
    nonce: response.locals['cspNonce'],
    csrf: kit.token.issue(request, response),
    key: randomUUID(),
    path: request.method === 'GET' ? request.originalUrl : '/',
    asset: assetPath,
    nav: navigationOf(speech, caller, request.path),
    sandbox: await sandboxOf(visit),
    told: toldBy(visit),
    desk: caller !== undefined && isStaff(caller),
  }
  const html = kit.views.render(template, { ...frame, ...data })
  response
    .status(status)
    .set({ 'Cache-Control': 'no-store', 'Content-Language': speech.language })
    .type('html')
    .send(html)
}

/** Applicants and agents have cases; everybody else has a desk. */
export const isStaff = ({ role }: Caller): boolean => role !== 'applicant' && role !== 'agent'

async function sandboxOf({ kit, speech }: Visit) {
  const { mode, outside } = kit.parts.config
  if (mode !== 'sandbox') return undefined
  const [first] = Object.values(outside)
  const url = first === undefined ? undefined : `${new URL(first.url).origin}/`
  return { time: speech.dateTime(formatInstant(await kit.parts.officeTime.now())), url }
}

/** What an act before this page is answered with; named in the address by its key, never by its words. */
function toldBy({ request, speech }: Visit): string | undefined {
  const { told } = request.query
  return typeof told === 'string' && /^[a-z-]+$/.test(told) ? speech.ofKind('pages', `told.${told}`) : undefined
}

/** After an act: on to a page that can be loaded again. */
export const goTo = ({ response }: Visit, path: string, told?: string): void =>
  response.redirect(303, told === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}told=${told}`)

/** A path of our own site that was asked to be led back to; the front page for anything else. */
export const safePath = (text: string): string => (/^\/(?![/\\])[^\s\\]*$/.test(text) ? text : '/')

/** A refusal in words, as it stands on top of a page. */
export function refusalText(speech: Speech, problem: Problem): { readonly title: string; readonly detail: string } {
  const say = (part: 'title' | 'detail') => {
    try {
      return speech.ofKind('common', `problems.${problem.refused}.${part}`, problem.detail)
    } catch {
      return undefined
    }
  }
  return {
    title: say('title') ?? speech.t('common:problems.content-invalid.title'),
    detail: say('detail') ?? speech.t('common:problems.content-invalid.detail'),
  }
}

type Besides = { readonly number?: string; readonly back?: string }

/** Sends a page that says no; with a number by which support finds what went wrong, or the way back. */
export async function showProblem(visit: Visit, problem: Problem, { number, back }: Besides = {}): Promise<void> {
  const { title, detail } = refusalText(visit.speech, problem)
  const status = statusOf(problem.refused)
  await show(visit, {
    template: 'error',
    title,
    status,
    data: { heading: title, detail, number, back, told: undefined },
  })
}
