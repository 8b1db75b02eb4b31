import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import { isStoreAway } from '../../prisma/is-store-away.ts'
import type { OperationContract } from '../contracts/operation.ts'
import type { Parts } from '../parts.ts'
import { type Problem, sendProblem } from '../problems.ts'
import { languageOf } from './language.ts'

type Speaking = Pick<Parts, 'translator' | 'config' | 'logger'>

const answer = (parts: Speaking, request: Request, response: Response, problem: Problem): void =>
  sendProblem(response, problem, {
    translator: parts.translator,
    publicUrl: parts.config.publicUrl,
    language: languageOf(request),
  })

/** Nothing of ours is there. */
export const notFound =
  (parts: Speaking): RequestHandler =>
  (request, response) =>
    answer(parts, request, response, { refused: 'not-found' })

/** The path is known, the method is not: told with those that are. */
export function otherMethods(
  parts: Speaking,
  contracts: readonly OperationContract[],
): readonly [string, RequestHandler][] {
  const byPath = new Map<string, string[]>()
  for (const { path, method } of contracts) byPath.set(path, [...(byPath.get(path) ?? []), method.toUpperCase()])
  return [...byPath].map(([pattern, methods]) => {
    const path = pattern.replaceAll(/\{(\w+)\}/g, ':$1')
    const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
    const handler: RequestHandler = (request, response) => {
      response.set('Allow', allow)
      if (request.method === 'OPTIONS') response.status(204).end()
      else answer(parts, request, response, { refused: 'method-not-allowed' })
    }
    return [path, handler]
  })
}

/** Faults of the request as Express and its parsers name them. */
const requestFaults: Readonly<Record<string, string>> = {
  'entity.too.large': 'too-large',
  'parameters.too.many': 'too-large',
  'encoding.unsupported': 'unsupported-media-type',
  'charset.unsupported': 'unsupported-media-type',
}

const fieldOf = (failure: unknown, name: string): unknown =>
  typeof failure === 'object' && failure !== null
    ? Object.entries(failure).find(([key]) => key === name)?.[1]
    : undefined

/** The sign-in library tells no more than that its store did not answer. */
const isSignInAway = (failure: unknown): boolean =>
  failure instanceof Error && failure.name === 'APIError' && fieldOf(failure, 'statusCode') === 500

const isAway = (failure: unknown): boolean => isSignInAway(failure) || isStoreAway(failure)

/** What was thrown, as the code it is told by. */
export function failureCode(failure: unknown): string {
  const type = fieldOf(failure, 'type')
  const named = typeof type === 'string' ? requestFaults[type] : undefined
  if (named !== undefined) return named
  const status = fieldOf(failure, 'status') ?? fieldOf(failure, 'statusCode')
  const isTheirs = typeof status === 'number' && status >= 400 && status < 500
  if (isTheirs || failure instanceof URIError || (failure instanceof RangeError && failure.message === 'malformed'))
    return 'malformed'
  return isAway(failure) ? 'unavailable' : 'defect'
}

/** Where a failure came from, without its words: a database's own may repeat what somebody typed. */
export const traceOf = (failure: unknown) => ({
  failure: failure instanceof Error ? failure.name : typeof failure,
  code: fieldOf(failure, 'code'),
  trace: failure instanceof Error ? failure.stack?.split('\n').filter((line) => /^\s+at /.test(line)) : undefined,
})

/** The last word on whatever was thrown: the caller gets a code, the log the cause without the request's content. */
export const failures =
  (parts: Speaking): ErrorRequestHandler =>
  (failure: unknown, request, response, next) => {
    const code = failureCode(failure)
    if (code === 'defect') parts.logger.error({ ...traceOf(failure), path: request.route?.path }, 'defect')
    if (response.headersSent) next(failure)
    else answer(parts, request, response, { refused: code })
  }
