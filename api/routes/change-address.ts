import { fromNodeHeaders } from 'better-auth/node'
import type { Request } from 'express'
import { changeAccount } from '../../prisma/accounts.ts'
import type { ApiParts } from '../api-parts.ts'
import { accountView } from '../commands/account-view.ts'
import { problemOf } from '../problems.ts'
import { isLimited } from '../rate-limits.ts'
import { callerOf } from '../sign-in.ts'
import type { Reply } from './serve.ts'

/** What of an account can be changed; another mail address counts only with the code that was sent there. */
export type AccountChange = {
  readonly email?: string | undefined
  readonly code?: string | undefined
  readonly phone?: string | null | undefined
  readonly language?: 'zh' | 'en' | 'ja' | 'ko' | 'fr' | 'de' | 'es' | 'ru' | undefined
}

const wrongCode = problemOf([{ pointer: '/code', code: 'wrong-code' }])

/** Asks for the code; the same answer whether the address is another's or not. */
async function askForCode({ signIn, limits }: ApiParts, request: Request, newEmail: string): Promise<Reply> {
  if (await isLimited(limits.codes, newEmail, 1)) return { refused: 'rate-limited' }
  await signIn.api
    .requestEmailChangeEmailOTP({ body: { newEmail }, headers: fromNodeHeaders(request.headers) })
    .catch(() => undefined)
  return { status: 202 }
}

type Coded = { readonly newEmail: string; readonly otp: string }

/** Whether the code proved the address, which is the account's from then on. */
async function proved({ signIn, limits }: ApiParts, request: Request, coded: Coded): Promise<boolean> {
  const key = coded.newEmail
  if (await isLimited(limits.failures, key)) return false
  const done = await signIn.api
    .changeEmailEmailOTP({ body: coded, headers: fromNodeHeaders(request.headers) })
    .then(() => true)
    .catch(() => false)
  if (!done) await limits.failures.consume(key).catch(() => undefined)
  return done
}

async function changeAddress(parts: ApiParts, request: Request, { email, code }: AccountChange) {
  const caller = callerOf(request)
  const newEmail = email?.toLowerCase()
  if (newEmail === undefined || caller === undefined || newEmail === caller.email) return undefined
  if (code === undefined) return await askForCode(parts, request, newEmail)
  return (await proved(parts, request, { newEmail, otp: code })) ? undefined : wrongCode
}

/**
 * Changes one's own account. Another mail address is asked for first: 202, and a code is on its way to it; it counts once
 * it comes back with that code. Telephone and language are changed at once.
 */
export async function changeOwnAccount(parts: ApiParts, request: Request, change: AccountChange): Promise<Reply> {
  const caller = callerOf(request)
  if (caller === undefined) return { refused: 'signed-out' }
  const { phone, language } = change
  const reply = await changeAddress(parts, request, change)
  if (reply !== undefined && 'refused' in reply) return reply
  await changeAccount(parts.prisma, caller.accountId, {
    ...(phone === undefined ? {} : { phone }),
    ...(language === undefined ? {} : { language }),
  })
  return reply ?? { status: 200, body: await accountView(parts, caller.accountId) }
}
