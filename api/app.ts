import { randomBytes } from 'node:crypto'
import { toNodeHandler } from 'better-auth/node'
import express, { type Express, type RequestHandler, Router } from 'express'
import helmet from 'helmet'
import { pinoHttp } from 'pino-http'
import type { ApiParts } from './api-parts.ts'
import { createCodeMail } from './code-mail.ts'
import type { OperationContract } from './contracts/operation.ts'
import { createMetrics, timeRequests } from './metrics.ts'
import { createPages } from './pages/create-pages.ts'
import type { Parts } from './parts.ts'
import { createRateLimits, limitRequests } from './rate-limits.ts'
import { accountRoutes } from './routes/accounts.ts'
import { calendarRoutes } from './routes/calendars.ts'
import { callBackRoutes } from './routes/call-backs.ts'
import { callRoutes } from './routes/calls.ts'
import { caseRoutes } from './routes/cases.ts'
import { descriptionRoutes } from './routes/description.ts'
import { deskRoutes } from './routes/desk.ts'
import { failures, notFound, otherMethods } from './routes/errors.ts'
import { healthRoutes } from './routes/health.ts'
import { onlyReadable, refuseHostile } from './routes/hostile.ts'
import { planRoutes } from './routes/plans.ts'
import { publicRoutes } from './routes/public.ts'
import { rosterRoutes } from './routes/rosters.ts'
import { roundRoutes } from './routes/rounds.ts'
import { createServe, type Serve } from './routes/serve.ts'
import { slaRoutes } from './routes/sla.ts'
import { slotRoutes } from './routes/slots.ts'
import { timeRoutes } from './routes/time.ts'
import { uploadRoutes } from './routes/uploads.ts'
import { workRoutes } from './routes/work.ts'
import { createSessions } from './sessions.ts'
import { createSignIn, identify } from './sign-in.ts'
import { streamHandlers } from './stream.ts'

type Routes = (serve: Serve, parts: ApiParts) => void

/** The JSON api, part by part. */
const routes: readonly Routes[] = [
  accountRoutes,
  publicRoutes,
  caseRoutes,
  uploadRoutes,
  deskRoutes,
  callBackRoutes,
  slotRoutes,
  callRoutes,
  rosterRoutes,
  roundRoutes,
  planRoutes,
  calendarRoutes,
  workRoutes,
  slaRoutes,
  timeRoutes,
]

/** What of the sign-in library is open to the outside: the way by another provider. Everything else goes through our own routes and limits. */
const signInDoors = ['/api/auth/sign-in/oauth2', '/api/auth/oauth2/callback/*splat'] as const

/** The api and the pages: a table of contents. */
export function createApi(given: Parts): Express {
  const parts = complete(given)
  const contracts: OperationContract[] = []
  const json = Router()
  const serve = createServe(parts, json, contracts)
  for (const add of routes) add(serve, parts)

  const pages = createPages(parts)
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', 'loopback')
  app.use(timeRequests(parts.metrics), logRequests(parts), securityHeaders(parts))
  app.use(healthRoutes(parts))
  app.all([...signInDoors], toNodeHandler(parts.signIn))
  app.use(identify(parts.signIn, parts.sessions), limitRequests(parts.limits, parts))
  // A signature is over the bytes as they came: call-backs are read by nobody before it is checked.
  app.use('/api/v1/outside', express.raw({ limit: '1mb', type: () => true }))
  app.use(pages.routes)
  app.use(express.json({ limit: '1mb', strict: false }), onlyReadable, refuseHostile)
  for (const [path, handler] of streamHandlers(parts, contracts)) app.get(path, handler)
  app.use(json, descriptionRoutes(contracts, parts.config.publicUrl))
  for (const [path, handler] of otherMethods(parts, contracts)) app.all(path, handler)
  app.use(pages.notFound, notFound(parts))
  app.use(pages.failure, failures(parts))
  return app
}

function complete(parts: Parts): ApiParts {
  const signIn = createSignIn({ ...parts, codeMail: createCodeMail(parts) })
  const sessions = createSessions(parts.announcements)
  return { ...parts, signIn, sessions, metrics: createMetrics(), limits: createRateLimits() }
}

/** One line a request: method, route and status; never a query, a body, an address or a token. */
function logRequests({ logger }: Parts): RequestHandler {
  return pinoHttp({
    logger,
    quietReqLogger: true,
    serializers: {
      req: ({ method, url }: { readonly method: string; readonly url: string }) => ({
        method,
        path: url.split('?')[0],
      }),
      res: ({ statusCode }: { readonly statusCode: number }) => ({ statusCode }),
    },
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'error' : 'debug'),
  })
}

/** Each answer has its own nonce; pages put it on the scripts they bring (`response.locals.cspNonce`). */
function securityHeaders({ config }: Parts): RequestHandler {
  const secure = config.publicUrl.startsWith('https:')
  const withPolicy = helmet({
    contentSecurityPolicy: {
      directives: {
        'script-src': ["'self'", (_request, response) => `'nonce-${nonceOf(response)}'`],
        'upgrade-insecure-requests': secure ? [] : null,
      },
    },
    strictTransportSecurity: secure,
  })
  return (request, response, next) => {
    response.locals['cspNonce'] = randomBytes(16).toString('base64')
    withPolicy(request, response, next)
  }
}

const nonceOf = (response: object): string => {
  if (!('locals' in response)) return ''
  const { locals } = response
  return typeof locals === 'object' && locals !== null && 'cspNonce' in locals ? String(locals.cspNonce) : ''
}
