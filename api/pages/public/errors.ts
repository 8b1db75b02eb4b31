import { randomBytes } from 'node:crypto'
import type { ErrorRequestHandler, RequestHandler } from 'express'
import { failureCode } from '../../routes/errors.ts'
import { type Kit, showProblem, visitOf } from '../kit.ts'

const isForPeople = (accepted: string | false, path: string): boolean =>
  accepted === 'html' && !path.startsWith('/api/')

/** Nothing is there: said as a page to people, left to the api for everybody else. */
export const notFoundPage =
  (kit: Kit): RequestHandler =>
  async (request, response, next) => {
    if (!isForPeople(request.accepts(['json', 'html']), request.path)) return next()
    await showProblem(visitOf(kit, request, response), { refused: 'not-found' })
  }

/** What was thrown while a page was made: a page with a number by which support finds the cause in the log. */
export const failurePage =
  (kit: Kit): ErrorRequestHandler =>
  async (failure: unknown, request, response, next) => {
    const isForUs = isForPeople(request.accepts(['json', 'html']), request.path) && !response.headersSent
    if (!isForUs) return next(failure)
    const code = failureCode(failure)
    const number = randomBytes(4).toString('hex').toUpperCase()
    if (code === 'defect') kit.parts.logger.error({ err: failure, number, path: request.route?.path }, 'defect')
    const besides = code === 'defect' || code === 'unavailable' ? { number } : {}
    const problem = { refused: code, detail: { support: number } }
    await showProblem(visitOf(kit, request, response), problem, besides).catch(() => next(failure))
  }
