import { z } from 'zod'
import { languages } from '../../domain/case/language.ts'
import { roles } from '../../domain/identity/roles.ts'
import { defineOperation } from './operation.ts'
import { anything } from './shared.ts'

const email = z.email().max(254)
const code = z.string().regex(/^\d{6}$/)
const password = z.string().max(1000)

const user = z
  .strictObject({
    id: z.string(),
    person: z.string(),
    email: z.string(),
    emailVerified: z.boolean(),
    name: z.string(),
    role: z.enum(roles),
    teams: z.array(z.string()),
    language: z.enum(languages),
    phone: z.string().nullable(),
    staffNumber: z.string().nullable(),
  })
  .meta({ id: 'User' })

const session = z.strictObject({ token: z.string(), user }).meta({ id: 'Session' })

export const openSession = defineOperation({
  id: 'openSession',
  method: 'post',
  path: '/api/v1/sessions',
  tag: 'Accounts',
  summary: 'Sign in',
  who: 'anyone',
  body: z.strictObject({ email: z.string().max(254), password }),
  answers: { 201: { description: 'Signed in; the cookie of the pages is set too', schema: session } },
  problems: ['wrong-credentials', 'rate-limited'],
})

export const endSession = defineOperation({
  id: 'endSession',
  method: 'delete',
  path: '/api/v1/sessions/current',
  tag: 'Accounts',
  summary: 'Sign out',
  who: 'signed-in',
  answers: { 204: { description: 'Signed out' } },
})

const asked = z.strictObject({ email, language: z.enum(languages).optional() })

export const registerAccount = defineOperation({
  id: 'registerAccount',
  method: 'post',
  path: '/api/v1/accounts',
  tag: 'Accounts',
  summary: 'Register as an applicant: ask for a code by mail, then come back with it',
  who: 'anyone',
  body: z.union([
    asked,
    z.strictObject({
      email,
      code,
      password,
      name: z.string().trim().min(1).max(200).optional(),
      language: z.enum(languages).optional(),
    }),
  ]),
  answers: {
    201: { description: 'Registered and signed in', schema: session },
    202: { description: 'If the address can be used, a mail is on its way' },
  },
  problems: ['wrong-code', 'password-too-weak', 'rate-limited'],
})

export const recoverAccount = defineOperation({
  id: 'recoverAccount',
  method: 'post',
  path: '/api/v1/accounts/recover',
  tag: 'Accounts',
  summary: 'A new password: ask for a code by mail, then come back with it',
  who: 'anyone',
  body: z.union([z.strictObject({ email }), z.strictObject({ email, code, password })]),
  answers: {
    200: { description: 'The password is changed' },
    202: { description: 'If there is an account, a mail is on its way' },
  },
  problems: ['wrong-code', 'password-too-weak', 'rate-limited'],
})

export const readMe = defineOperation({
  id: 'readMe',
  method: 'get',
  path: '/api/v1/me',
  tag: 'Accounts',
  summary: 'The account',
  who: 'signed-in',
  answers: { 200: { description: 'The account', schema: user } },
})

export const changeMe = defineOperation({
  id: 'changeMe',
  method: 'patch',
  path: '/api/v1/me',
  tag: 'Accounts',
  summary: 'Change address (by a code sent there), telephone or language; messages of open cases follow at once',
  who: 'signed-in',
  body: z.strictObject({
    /** Alone it asks for a code to be sent there; with the code it counts. */
    email: email.optional(),
    code: code.optional(),
    phone: z.string().max(40).nullable().optional(),
    language: z.enum(languages).optional(),
  }),
  answers: {
    200: { description: 'The account', schema: user },
    202: {
      description:
        'If the address can be used, a code is on its way there; until it comes back nothing of it is changed',
    },
  },
  problems: ['wrong-code', 'rate-limited'],
})

export const readMyData = defineOperation({
  id: 'readMyData',
  method: 'get',
  path: '/api/v1/me/data',
  tag: 'Accounts',
  summary: 'All that is held on the person, as one archive',
  who: 'signed-in',
  answers: { 200: { description: 'The archive', schema: anything } },
})
