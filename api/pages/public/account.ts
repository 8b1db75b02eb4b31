import type { RequestHandler } from 'express'
import { isLanguage } from '../../../domain/case/language.ts'
import { isProblem, type Problem } from '../../problems.ts'
import { accountView, changeOwnAccount, recover, register, signInBy, signOutOf } from '../../routes/accounts.ts'
import type { Reply } from '../../routes/serve.ts'
import { problemData } from '../attempt.ts'
import type { Field } from '../fields.ts'
import { page, signedPage } from '../guard.ts'
import { goTo, type Kit, languageCookie, refusalText, safePath, show, type Visit } from '../kit.ts'
import { fieldsFor, type PlainField } from '../plain-fields.ts'
import { fieldsIn, showSignIn } from '../sign-in-form.ts'
import { textOf } from '../typed.ts'

/** Passes on the cookies of the sign-in library. */
function keepCookies({ response }: Visit, reply: Exclude<Reply, Problem>): void {
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
    const reply = await signInBy(kit.parts, { email, password: textOf(sent, 'password') }, request.ip)
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

export const signOutPage = (kit: Kit): RequestHandler =>
  page(kit, async (visit) => {
    const reply = await signOutOf(kit.parts, visit.request)
    if (!isProblem(reply)) keepCookies(visit, reply)
    goTo(visit, '/')
  })

type AccountForm = { readonly name: 'register' | 'recover'; readonly hasCode: boolean; readonly problem?: Problem }

const fieldsOf = (visit: Visit, { name, hasCode, problem }: AccountForm): readonly Field[] => {
  const field = fieldsFor(visit.speech, problem?.errors)
  const email: PlainField = {
    name: 'email',
    label: 'account.email',
    input: 'email',
    value: textOf(visit.sent, 'email'),
    autocomplete: 'email',
  }
  const later: readonly PlainField[] = [
    {
      name: 'code',
      label: 'account.code',
      input: 'text',
      value: textOf(visit.sent, 'code'),
      autocomplete: 'one-time-code',
    },
    ...(name === 'register'
      ? [
          {
            name: 'name',
            label: 'account.name',
            input: 'text',
            value: textOf(visit.sent, 'name'),
            autocomplete: 'name',
          } as const,
        ]
      : []),
    { name: 'password', label: 'account.new-password', input: 'password', autocomplete: 'new-password' },
  ]
  return [email, ...(hasCode ? later : [])].map(field)
}

async function showAccountForm(visit: Visit, form: AccountForm): Promise<void> {
  const { speech } = visit
  const { name, hasCode, problem } = form
  const labels = { speech, labelOf: () => undefined }
  await show(visit, {
    template: 'account-form',
    title: speech.p(`${name}.title`),
    status: problem === undefined ? 200 : 422,
    data: {
      heading: speech.p(`${name}.title`),
      lead: speech.p(hasCode ? 'register.code-lead' : `${name}.lead`),
      fields: fieldsOf(visit, form),
      button: speech.p(hasCode ? `${name}.finish` : 'register.send'),
      below: speech.p('sign-in.title'),
      ...(problem === undefined ? {} : problemData(problem, labels)),
    },
  })
}

export const accountFormPage = (kit: Kit, name: AccountForm['name']): RequestHandler =>
  page(kit, (visit) => showAccountForm(visit, { name, hasCode: false }))

/** First the address, then the code that was sent there: the same answer whether there is an account or not. */
export const sendAccountForm = (kit: Kit, name: AccountForm['name']): RequestHandler =>
  page(kit, async (visit) => {
    const { sent, speech } = visit
    const email = textOf(sent, 'email').trim()
    const hasCode = sent['code'] !== undefined
    const using = { email, code: textOf(sent, 'code').trim(), password: textOf(sent, 'password') }
    const asked = { ...using, name: textOf(sent, 'name').trim(), language: speech.language }
    const reply = await (name === 'register'
      ? register(kit.parts, hasCode ? asked : { email })
      : recover(kit.parts, hasCode ? using : { email }))
    if (isProblem(reply)) return await showAccountForm(visit, { name, hasCode, problem: reply })
    keepCookies(visit, reply)
    if (!hasCode) return await showAccountForm(visit, { name, hasCode: true })
    goTo(visit, name === 'register' ? '/' : '/sign-in', 'done')
  })

/** Chooses the language of all pages, and of the messages of whoever is signed in. */
export const chooseLanguage = (kit: Kit): RequestHandler =>
  page(kit, async (visit) => {
    const { sent, response, caller } = visit
    const language = textOf(sent, 'language')
    if (isLanguage(language)) {
      const isSecure = kit.parts.config.publicUrl.startsWith('https:')
      response.cookie(languageCookie, language, {
        sameSite: 'lax',
        secure: isSecure,
        maxAge: 31_536_000_000,
        path: '/',
      })
      if (caller !== undefined) await changeOwnAccount(kit.parts, caller.accountId, { language })
    }
    goTo(visit, safePath(textOf(sent, 'back')))
  })

/** One's own account, and what is held on oneself. */
export const accountPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'own-account', async (visit) => {
    const { speech, caller, sent, request } = visit
    const isSent = request.method === 'POST'
    const change = { email: textOf(sent, 'email').trim(), phone: textOf(sent, 'phone').trim() || null }
    const reply = isSent ? await changeOwnAccount(kit.parts, caller.accountId, change) : undefined
    if (reply !== undefined && !isProblem(reply)) return goTo(visit, '/account', 'saved')
    const account = await accountView(kit.parts, caller.accountId)
    const field = fieldsFor(speech, reply !== undefined && isProblem(reply) ? reply.errors : [])
    const rows = [
      { label: speech.p('account.name'), value: account?.name ?? '' },
      { label: speech.p('account.role'), value: speech.t(`common:roles.${caller.role}`) },
      ...caller.teams.map((team) => ({ label: speech.p('inbox.team'), value: speech.t(`common:teams.${team}`) })),
    ]
    const fields = [
      field({
        name: 'email',
        label: 'account.email',
        input: 'email',
        value: account?.email ?? '',
        autocomplete: 'email',
      }),
      field({
        name: 'phone',
        label: 'account.phone',
        input: 'tel',
        value: account?.phone ?? '',
        optional: true,
        autocomplete: 'tel',
      }),
    ]
    const data = {
      heading: speech.p('account.title'),
      lead: speech.p('account.lead'),
      fields,
      button: speech.p('account.save'),
      rows,
    }
    await show(visit, { template: 'account-form', title: speech.p('account.title'), data })
  })
