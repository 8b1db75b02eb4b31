import { createHash } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { fromNodeHeaders } from 'better-auth/node'
import { admin, bearer, emailOTP, genericOAuth } from 'better-auth/plugins'
import { createAccessControl } from 'better-auth/plugins/access'
import { adminAc, defaultStatements } from 'better-auth/plugins/admin/access'
import type { Request, RequestHandler } from 'express'
import { personId } from '../domain/case/codes.ts'
import { isLanguage } from '../domain/case/language.ts'
import { type Caller, isRole, isTeam, roles, teamsOf } from '../domain/identity/roles.ts'
import { newPerson } from '../prisma/accounts.ts'
import type { Parts } from './parts.ts'
import type { Held, Sessions } from './sessions.ts'

export const shortestPassword = 12
export const longestPassword = 128
const sessionDays = 7
const codeMinutes = 10

type SignInParts = Pick<Parts, 'prisma' | 'config' | 'logger' | 'sendMail'> & {
  /** Writes the mail that carries a code, in the language of the account it is for, if there is one. */
  readonly codeMail: (to: {
    readonly email: string
    readonly code: string
    readonly why: CodeReason
    /** Of whoever is signed in and asks. */
    readonly language: unknown
  }) => Promise<CodeMail>
}

/** Why a code was asked for: to open an account, to get into one again, or to prove its new address. */
export type CodeReason = 'registration' | 'recovery' | 'change'

const reasons: Readonly<Record<string, CodeReason>> = { 'forget-password': 'recovery', 'change-email': 'change' }
type CodeMail = { readonly subject: string; readonly text: string; readonly html: string }

/** What may be done to accounts themselves: administrators only; everything else is in `domain/identity/roles.ts`. */
const accessControl = createAccessControl(defaultStatements)
const accountRoles = Object.fromEntries(
  roles.map((role) => [
    role,
    role === 'administrator' ? accessControl.newRole(adminAc.statements) : accessControl.newRole({ user: [] }),
  ]),
)

const userFields = {
  teams: { type: 'string[]', required: false, input: false },
  language: { type: 'string', required: false, defaultValue: 'zh' },
  phone: { type: 'string', required: false },
  personId: { type: 'string', required: false, input: false },
} as const

/** Another provider of accounts, where one is set; its discovery must be there before (`main.ts`). */
const providersOf = ({ oidc }: SignInParts['config']) =>
  oidc === undefined
    ? []
    : [
        {
          providerId: 'oidc',
          clientId: oidc.clientId,
          clientSecret: oidc.clientSecret,
          discoveryUrl: discoveryOf(oidc.issuer),
          scopes: ['openid', 'email', 'profile'],
          pkce: true,
        },
      ]

/** Where a provider describes itself. */
export const discoveryOf = (issuer: string): string => `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`

/** What the library says may hold a mail address: only that it complained is kept. */
const quietly = (logger: SignInParts['logger']) => ({
  level: 'error' as const,
  log: (level: string) => logger.warn({ level }, 'sign-in complained'),
})

/** Codes by mail; only their hash is kept. */
const emailCodes = ({ config, logger, sendMail, codeMail }: SignInParts) =>
  emailOTP({
    expiresIn: codeMinutes * 60,
    changeEmail: { enabled: true },
    storeOTP: {
      hash: async (code) => createHash('sha256').update(config.sessionSecret).update(code).digest('hex'),
    },
    sendVerificationOTP: async ({ email, otp, type }, context) => {
      const language: unknown = context?.context.session?.user['language']
      // Not awaited: how long a mail takes must not tell whether there is an account.
      codeMail({ email, code: otp, why: reasons[type] ?? 'registration', language })
        .then((mail) => sendMail({ to: email, ...mail }))
        .catch(() => logger.error('a code could not be sent'))
    },
  })

/** Accounts, sessions, codes by mail; its tables are in `schema.prisma`. */
export function createSignIn(parts: SignInParts) {
  const { prisma, config, logger } = parts
  return betterAuth({
    appName: 'OneVisit',
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    secret: config.sessionSecret,
    trustedOrigins: [config.publicUrl],
    database: prismaAdapter(prisma, { provider: 'postgresql' }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
      revokeSessionsOnPasswordReset: true,
    },
    user: { additionalFields: userFields },
    session: { expiresIn: sessionDays * 86_400 },
    databaseHooks: {
      user: { create: { before: async (user) => ({ data: { ...user, personId: await newPerson(prisma) } }) } },
    },
    // Who asks from where is limited in front (`rate-limits.ts`), the same for pages and JSON.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: { useSecureCookies: config.publicUrl.startsWith('https:') },
    logger: quietly(logger),
    plugins: [
      bearer(),
      genericOAuth({ config: providersOf(config) }),
      emailCodes(parts),
      admin({
        ac: accessControl,
        roles: accountRoles,
        defaultRole: 'applicant',
        adminRoles: ['administrator'],
      }),
    ],
  })
}

export type SignIn = ReturnType<typeof createSignIn>

/** Who asks, by request: set by `identify`, read by routes and pages. */
const callers = new WeakMap<Request, Caller>()

/** The signed-in caller of a request; undefined when nobody is signed in. */
export const callerOf = (request: Request): Caller | undefined => callers.get(request)

const carriesSession = (request: Request): boolean =>
  request.headers.authorization !== undefined || request.headers.cookie?.includes('session_token') === true

/** Finds out who asks, by bearer token or cookie; a request without either goes on as nobody's. */
export const identify =
  (signIn: SignIn, sessions: Sessions): RequestHandler =>
  async (request, _response, next) => {
    if (carriesSession(request)) {
      const caller = await sessions.callerOf(request, () => held(signIn, request))
      if (caller !== undefined) callers.set(request, caller)
    }
    next()
  }

async function held(signIn: SignIn, request: Request): Promise<Held | undefined> {
  const found = await signIn.api.getSession({ headers: fromNodeHeaders(request.headers) })
  const caller = found === null ? undefined : asCaller(found)
  if (found === null || caller === undefined) return undefined
  return { caller, until: new Date(found.session.expiresAt).getTime() }
}

type Found = NonNullable<Awaited<ReturnType<SignIn['api']['getSession']>>>

function asCaller({ user, session }: Found): Caller | undefined {
  const { role, language } = user
  if (typeof role !== 'string' || !isRole(role) || typeof user.personId !== 'string') return undefined
  return {
    accountId: user.id,
    personId: personId(user.personId),
    role,
    teams: teamsOf(role, (user.teams ?? []).filter(isTeam)),
    email: user.email,
    language: typeof language === 'string' && isLanguage(language) ? language : 'zh',
    signedInAt: session.createdAt.getTime(),
  }
}
