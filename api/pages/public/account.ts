import type { RequestHandler } from 'express'
import type { z } from 'zod'
import { languages } from '../../../domain/case/language.ts'
import { faultsOf } from '../../commands/form-faults.ts'
import { changeMe, recoverAccount, registerAccount } from '../../contracts/accounts.ts'
import { isProblem, type Problem, problemOf } from '../../problems.ts'
import { accountView, recover, register } from '../../routes/accounts.ts'
import { changeOwnAccount } from '../../routes/change-address.ts'
import type { Reply } from '../../routes/serve.ts'
import { problemData } from '../attempt.ts'
import type { Field } from '../fields.ts'
import { page, signedPage } from '../guard.ts'
import { goTo, type Kit, type SignedVisit, show, showProblem, type Visit } from '../kit.ts'
import { fieldsFor, type PlainField } from '../plain-fields.ts'
import { textOf } from '../typed.ts'
import { keepCookies } from './sign-in.ts'

/** What was typed, by the contract of the JSON api. */
async function byContract<Body>(
  schema: z.ZodType<Body> | undefined,
  typed: object,
  act: (body: Body) => Promise<Reply>,
): Promise<Reply> {
  const read = schema?.safeParse(typed, { reportInput: true })
  if (read === undefined) return { refused: 'malformed' }
  return read.success ? await act(read.data) : problemOf(faultsOf(read.error, ''))
}

/** What was filled in; what was left empty is left out. */
const filled = ({ sent }: Visit, names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, textOf(sent, name).trim()] as const).filter(([, text]) => text !== ''))

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

const bodies = { register: registerAccount.body, recover: recoverAccount.body } as const

async function replyTo(visit: Visit, { name, hasCode }: AccountForm): Promise<Reply> {
  const { kit, speech, sent } = visit
  // A union's own faults name no field: which of the two was meant is known.
  const options = bodies[name]?.options
  if (!hasCode) return await byContract(options?.[0], filled(visit, ['email']), (body) => acts[name](kit, body))
  const typed = { ...filled(visit, ['email', 'code', 'name']), password: textOf(sent, 'password') }
  const whole = name === 'register' ? { ...typed, language: speech.language } : typed
  return await byContract(options?.[1], whole, (body) => acts[name](kit, body))
}

const acts = {
  register: (kit: Kit, body: Parameters<typeof register>[1]) => register(kit.parts, body),
  recover: (kit: Kit, body: Parameters<typeof recover>[1]) => recover(kit.parts, body),
} as const

/** First the address, then the code that was sent there: the same answer whether there is an account or not. */
export const sendAccountForm = (kit: Kit, name: AccountForm['name']): RequestHandler =>
  page(kit, async (visit) => {
    const hasCode = visit.sent['code'] !== undefined
    const reply = await replyTo(visit, { name, hasCode })
    if (isProblem(reply)) return await showAccountForm(visit, { name, hasCode, problem: reply })
    keepCookies(visit, reply)
    if (!hasCode) return await showAccountForm(visit, { name, hasCode: true })
    goTo(visit, name === 'register' ? '/' : '/sign-in', 'done')
  })

type Shown = { readonly problem?: Problem; readonly hasCode?: boolean }

type Account = NonNullable<Awaited<ReturnType<typeof accountView>>>

/** What can be changed, as it stands or as it was typed; the code is asked for once it was sent. */
function ownFields(
  { speech, sent }: SignedVisit,
  account: Account,
  { problem, hasCode = false }: Shown,
): readonly Field[] {
  const field = fieldsFor(speech, problem?.errors)
  const typed = (name: string, kept: string) => (sent[name] === undefined ? kept : textOf(sent, name))
  const language = typed('language', account.language)
  const options = languages.map((each) => ({
    value: each,
    label: speech.t(`common:languages.${each}`),
    chosen: each === language,
  }))
  const email = { name: 'email', label: 'account.email', input: 'email', autocomplete: 'email' } as const
  const code = { name: 'code', label: 'account.code', input: 'text', autocomplete: 'one-time-code' } as const
  const phone = { name: 'phone', label: 'account.phone', input: 'tel', optional: true, autocomplete: 'tel' } as const
  return [
    field({ ...email, value: typed('email', account.email) }),
    ...(hasCode ? [field({ ...code, value: textOf(sent, 'code') })] : []),
    field({ ...phone, value: typed('phone', account.phone ?? '') }),
    field({ name: 'language', label: 'frame.language', input: 'select', options }),
  ]
}

async function showAccount(visit: SignedVisit, shown: Shown = {}): Promise<void> {
  const { speech, caller, kit } = visit
  const { problem, hasCode = false } = shown
  const account = await accountView(kit.parts, caller.accountId)
  if (account === undefined) return await showProblem(visit, { refused: 'signed-out' })
  const rows = [
    { label: speech.p('account.name'), value: account.name },
    { label: speech.p('account.role'), value: speech.t(`common:roles.${caller.role}`) },
    ...caller.teams.map((team) => ({ label: speech.p('inbox.team'), value: speech.t(`common:teams.${team}`) })),
  ]
  const title = speech.p('account.title')
  const lead = hasCode ? speech.t('mine:account.code-sent') : speech.p('account.lead')
  const words = { heading: title, lead, button: speech.p('account.save') }
  const said = problem === undefined ? {} : problemData(problem, { speech, labelOf: labelsOf(visit) })
  const status = problem === undefined ? 200 : 422
  const fields = ownFields(visit, account, shown)
  await show(visit, { template: 'account-form', title, status, data: { ...words, fields, rows, ...said } })
}

const labels: Readonly<Record<string, string>> = {
  email: 'account.email',
  code: 'account.code',
  phone: 'account.phone',
  language: 'frame.language',
}

const labelsOf =
  ({ speech }: SignedVisit) =>
  (path: string) => {
    const label = labels[path]
    return label === undefined ? undefined : { label: speech.p(label) }
  }

/** One's own account, and what is held on oneself. */
export const accountPage = (kit: Kit): RequestHandler => signedPage(kit, 'own-account', (visit) => showAccount(visit))

/** Changes it; another mail address only with the code that was sent there. */
export const saveAccount = (kit: Kit): RequestHandler =>
  signedPage(kit, 'own-account', async (visit) => {
    const hasCode = visit.sent['code'] !== undefined
    const phone = textOf(visit.sent, 'phone').trim() || null
    const typed = { ...filled(visit, ['email', 'code', 'language']), phone }
    const reply = await byContract(changeMe.body, typed, (body) => changeOwnAccount(kit.parts, visit.request, body))
    if (isProblem(reply)) return await showAccount(visit, { problem: reply, hasCode })
    if (reply.status === 202) return await showAccount(visit, { hasCode: true })
    keepCookies(visit, reply)
    goTo(visit, '/account', 'saved')
  })
