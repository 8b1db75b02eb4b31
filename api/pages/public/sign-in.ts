import type { RequestHandler } from 'express'
import { isLanguage } from '../../../domain/case/language.ts'
import { openSession } from '../../contracts/accounts.ts'
import { isProblem, type Problem } from '../../problems.ts'
import { signInBy, signOutOf } from '../../routes/accounts.ts'
import { changeOwnAccount } from '../../routes/change-address.ts'
import type { Reply } from '../../routes/serve.ts'
import { page } from '../guard.ts'
import { goTo, type Kit, languageCookie, refusalText, safePath, show, type Visit } from '../kit.ts'
import { fieldsIn, showSignIn } from '../sign-in-form.ts'
import { textOf } from '../typed.ts'

/** Passes on the cookies of the sign-in library. */
export function keepCookies({ response }: Visit, reply: Exclude<Reply, Problem>): void {
  for (const cookie of reply.cookies ?? []) response.append('Set-Cookie', cookie)
}

const backOf = ({ request, sent }: Visit): string => {
  const asked = request.query['back']
  return safePath(textOf(sent, 'back') || (typeof asked === 'string' ? asked : '/'))
}

export const signInPage = (kit: Kit): RequestHandler =>
  page(kit, (visit) => showSignIn(visit, { back: backOf(visit), lead: visit.speech.p('sign-in.lead') }))

/** Signs in, and leads back to what was asked for or typed before. */
export const signInWith = (kit: Kit): RequestHandler =>
  page(kit, async (visit) => {
    const { speech, sent, request } = visit
    const email = textOf(sent, 'email').trim()
    const reply = await replyTo(kit, { email, password: textOf(sent, 'password') }, request.ip)
    const [kept, keptFor] = [textOf(sent, 'kept'), textOf(sent, 'keptFor')]
    if (isProblem(reply)) {
      const keeping = kept === '' ? {} : { kept: { path: keptFor, fields: fieldsIn(kept) } }
      const refusal = refusalText(speech, reply)
      return await showSignIn(visit, {
        back: backOf(visit),
        lead: speech.p('sign-in.lead'),
        status: 401,
        email,
        refusal,
        ...keeping,
      })
    }
    keepCookies(visit, reply)
    if (kept === '') return goTo(visit, backOf(visit))
    const data = { action: safePath(keptFor), kept: fieldsIn(kept) }
    await show(visit, { template: 'resume', title: speech.p('resume.title'), data })
  })

async function replyTo({ parts }: Kit, typed: object, ip: string | undefined): Promise<Reply> {
  const read = openSession.body?.safeParse(typed)
  return read?.success === true ? await signInBy(parts, read.data, ip) : { refused: 'wrong-credentials' }
}

export const signOutPage = (kit: Kit): RequestHandler =>
  page(kit, async (visit) => {
    const reply = await signOutOf(kit.parts, visit.request)
    if (!isProblem(reply)) keepCookies(visit, reply)
    goTo(visit, '/')
  })

/** Chooses the language of all pages, and of the messages of whoever is signed in. */
export const chooseLanguage = (kit: Kit): RequestHandler =>
  page(kit, async (visit) => {
    const { sent, request, response, caller } = visit
    const language = textOf(sent, 'language')
    if (isLanguage(language)) {
      const isSecure = kit.parts.config.publicUrl.startsWith('https:')
      response.cookie(languageCookie, language, {
        sameSite: 'lax',
        secure: isSecure,
        maxAge: 31_536_000_000,
        path: '/',
      })
      if (caller !== undefined) await changeOwnAccount(kit.parts, request, { language })
    }
    goTo(visit, safePath(textOf(sent, 'back')))
  })
