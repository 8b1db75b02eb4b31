import type { RequestHandler } from 'express'
import { may, type Operation } from '../../domain/identity/roles.ts'
import { goTo, type Kit, type SignedVisit, showProblem, type Visit, visitOf } from './kit.ts'
import { keptOf, showSignIn } from './sign-in-form.ts'
import { textOf } from './typed.ts'

type Handler = (visit: Visit) => Promise<void>

/** A page anybody may ask for; what was sent must come from a form of ours. */
export const page =
  (kit: Kit, handle: Handler): RequestHandler =>
  async (request, response) => {
    const visit = visitOf(kit, request, response)
    const isOurs = request.method === 'GET' || kit.token.admits(request, textOf(visit.sent, 'csrf'))
    await (isOurs ? handle(visit) : showProblem(visit, { refused: 'form-expired' }))
  }

/** A page for whoever is signed in and may do this; others sign in first and are led back to what they had typed. */
export const signedPage = (kit: Kit, needs: Operation, handle: (visit: SignedVisit) => Promise<void>): RequestHandler =>
  page(kit, async (visit) => {
    const { caller } = visit
    if (caller === undefined) await askToSignIn(visit)
    else if (!may(caller.role, needs)) await showProblem(visit, { refused: 'not-yours' })
    else await handle({ ...visit, caller })
  })

async function askToSignIn(visit: Visit): Promise<void> {
  const { request, speech } = visit
  if (request.method === 'GET') return goTo(visit, `/sign-in?back=${encodeURIComponent(request.originalUrl)}`)
  await showSignIn(visit, { back: '/', lead: speech.p('sign-in.again'), status: 401, kept: keptOf(visit) })
}
