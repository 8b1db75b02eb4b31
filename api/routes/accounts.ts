import type { Request } from 'express'
import type { Language } from '../../domain/case/language.ts'
import { changeAccount, setPassword } from '../../prisma/accounts.ts'
import type { ApiParts } from '../api-parts.ts'
import { accountView } from '../commands/account-view.ts'
import { personalArchive } from '../commands/personal-archive.ts'
import {
  changeMe,
  endSession,
  openSession,
  readMe,
  readMyData,
  recoverAccount,
  registerAccount,
} from '../contracts/accounts.ts'
import { type Problem, problemOf } from '../problems.ts'
import { isLimited } from '../rate-limits.ts'
import { callerOf, longestPassword, shortestPassword } from '../sign-in.ts'
import { changeOwnAccount } from './change-address.ts'
import type { Reply, Serve } from './serve.ts'

/** A session's token and cookies, from the answer of the sign-in library. */
async function sessionReply(parts: ApiParts, response: Response): Promise<Reply | undefined> {
  const body: unknown = response.ok ? await response.json() : undefined
  const user = typeof body === 'object' && body !== null && 'user' in body ? body.user : undefined
  const id = typeof user === 'object' && user !== null && 'id' in user ? user.id : undefined
  const token = response.headers.get('set-auth-token')
  const view = typeof id === 'string' ? await accountView(parts, id) : undefined
  if (token === null || view === undefined) return undefined
  return { status: 201, body: { token, user: view }, cookies: response.headers.getSetCookie() }
}

const weak = (password: string): Problem | undefined =>
  password.length < shortestPassword || password.length > longestPassword
    ? problemOf([{ pointer: '/password', code: 'password-too-weak' }])
    : undefined

const wrongCode = problemOf([{ pointer: '/code', code: 'wrong-code' }])

type Credentials = { readonly email: string; readonly password: string }

/** Signs in by address and password; wrong ones are counted by address and place. */
export async function signInBy(parts: ApiParts, body: Credentials, ip = ''): Promise<Reply> {
  const { signIn, limits } = parts
  const key = `${body.email.toLowerCase()} ${ip}`
  if (await isLimited(limits.failures, key)) return { refused: 'rate-limited' }
  const response = await signIn.api.signInEmail({ body, asResponse: true }).catch(() => undefined)
  // With the store away nobody knows whether the password was right.
  if (response === undefined || response.status >= 500) return { refused: 'unavailable' }
  const reply = await sessionReply(parts, response)
  if (reply !== undefined) return reply
  await limits.failures.consume(key).catch(() => undefined)
  return { refused: 'wrong-credentials' }
}

/** Ends the session that a request carries. */
export async function signOutOf(
  { signIn, sessions }: Pick<ApiParts, 'signIn' | 'sessions'>,
  request: Request,
): Promise<Reply> {
  const headers = new Headers()
  for (const name of ['authorization', 'cookie'] as const) {
    const value = request.headers[name]
    if (value !== undefined) headers.set(name, value)
  }
  const response = await signIn.api.signOut({ headers, asResponse: true })
  const caller = callerOf(request)
  if (caller !== undefined) sessions.forget(caller.accountId)
  return { status: 204, cookies: response.headers.getSetCookie() }
}

type CodeAsked = { readonly email: string }
type CodeUsed = Credentials & { readonly code: string }

/** Asks for a code by mail, or opens the account with it. */
export async function register(
  parts: ApiParts,
  body: CodeAsked | (CodeUsed & { readonly name?: string | undefined; readonly language?: Language | undefined }),
): Promise<Reply> {
  if (!('code' in body)) return await askForCode(parts, body.email, 'sign-in')
  const refused = weak(body.password)
  if (refused !== undefined) return refused
  const { email, code: otp, name = '' } = body
  if (await isLimited(parts.limits.failures, email.toLowerCase())) return { refused: 'rate-limited' }
  const response = await parts.signIn.api
    .signInEmailOTP({ body: { email, otp, name }, asResponse: true })
    .catch(() => undefined)
  const reply = response === undefined ? undefined : await sessionReply(parts, response)
  if (reply === undefined || !('status' in reply)) return await countedFailure(parts, email)
  await giveAccount(parts, reply, body)
  return reply
}

/** Asks for a code by mail, or sets another password with it. */
export async function recover(parts: ApiParts, body: CodeAsked | CodeUsed): Promise<Reply> {
  if (!('code' in body)) return await askForCode(parts, body.email, 'forget-password')
  const refused = weak(body.password)
  if (refused !== undefined) return refused
  const { email, code: otp, password } = body
  if (await isLimited(parts.limits.failures, email.toLowerCase())) return { refused: 'rate-limited' }
  const done = await parts.signIn.api.resetPasswordEmailOTP({ body: { email, otp, password } }).then(
    () => true,
    () => false,
  )
  return done ? { status: 200, body: {} } : await countedFailure(parts, email)
}

export { accountView }

/** Accounts and sessions. */
export function accountRoutes(serve: Serve, parts: ApiParts): void {
  serve(openSession, ({ body, request }) => signInBy(parts, body, request.ip))
  serve(endSession, ({ request }) => signOutOf(parts, request))
  serve(registerAccount, ({ body }) => register(parts, body))
  serve(recoverAccount, ({ body }) => recover(parts, body))

  serve(readMe, async ({ caller }) => {
    const view = await accountView(parts, caller.accountId)
    return view === undefined ? { refused: 'signed-out' } : { status: 200, body: view }
  })

  serve(changeMe, ({ request, body }) => changeOwnAccount(parts, request, body))

  serve(readMyData, async ({ caller }) => ({
    status: 200,
    body: { account: await accountView(parts, caller.accountId), cases: await personalArchive(parts, caller) },
    headers: { 'Content-Disposition': 'attachment; filename="onevisit-data.json"' },
  }))
}

/** The same answer whether there is an account or not. */
async function askForCode(
  { signIn, limits }: ApiParts,
  email: string,
  type: 'sign-in' | 'forget-password',
): Promise<Reply> {
  const address = email.toLowerCase()
  if (await isLimited(limits.codes, address, 1)) return { refused: 'rate-limited' }
  const ask =
    type === 'sign-in'
      ? signIn.api.sendVerificationOTP({ body: { email: address, type } })
      : signIn.api.requestPasswordResetEmailOTP({ body: { email: address } })
  await ask.catch(() => undefined)
  return { status: 202 }
}

async function countedFailure({ limits }: ApiParts, email: string): Promise<Problem> {
  await limits.failures.consume(email.toLowerCase()).catch(() => undefined)
  return wrongCode
}

type Registration = { readonly password: string; readonly language?: Language | undefined }

/** The code proved the address: the account gets its password and language. */
async function giveAccount(
  { prisma, signIn }: ApiParts,
  reply: Reply,
  { password, language }: Registration,
): Promise<void> {
  const body = 'body' in reply ? reply.body : undefined
  const { user, token } = sessionOf(body)
  const { password: hasher } = await signIn.$context
  await setPassword(prisma, user, { hash: await hasher.hash(password), keep: token.split('.')[0] ?? '' })
  if (language !== undefined) await changeAccount(prisma, user, { language })
}

function sessionOf(body: unknown): { readonly user: string; readonly token: string } {
  const fields = typeof body === 'object' && body !== null ? new Map(Object.entries(body)) : new Map<string, unknown>()
  const user = fields.get('user')
  const id = typeof user === 'object' && user !== null && 'id' in user ? String(user.id) : ''
  return { user: id, token: String(fields.get('token') ?? '') }
}
