// Rounds have routes of their own because a draw is many people's at once: no case holds it, and anyone may read it.
import { freeApartments } from '../../prisma/apartments.ts'
import { findRound, listRounds } from '../../prisma/rounds.ts'
import type { ApiParts } from '../api-parts.ts'
import { enterApartmentsCommand } from '../commands/enter-apartments.ts'
import { roundSummary, roundView } from '../commands/round-view.ts'
import { actOnRoundCommand, createRoundCommand } from '../commands/run-round.ts'
import {
  actOnRoundOperation,
  createRoundOperation,
  enterApartmentsOperation,
  listApartmentsOperation,
  listRoundsOperation,
  readBundleOperation,
  readRoundOperation,
} from '../contracts/rounds.ts'
import { answerWith } from './answer.ts'
import { pageByPosition, pageOf, positionOf } from './paging.ts'
import type { Serve } from './serve.ts'

/** As many as a page can show; whoever looks for a home does not leaf further. */
const mostApartments = 5000

/** Apartment rounds, and apartments free between them. */
export function roundRoutes(serve: Serve, parts: ApiParts): void {
  const { prisma, officeTime } = parts
  const under = '/api/v1/rounds'
  serve(listRoundsOperation, async ({ query }) => {
    const position = positionOf(query)
    const rows = await listRounds(prisma, position.limit + 1, position.offset)
    return { status: 200, body: pageByPosition(rows.map(roundSummary), position) }
  })
  serve(createRoundOperation, (asked) => answerWith(parts, createRoundCommand, { asked, input: asked.body, under }))
  serve(readRoundOperation, async ({ params }) => {
    const row = await findRound(prisma, params.code)
    return row === null ? { refused: 'not-found' } : { status: 200, body: await roundView(parts, row) }
  })
  serve(actOnRoundOperation, (asked) => {
    const { params, body } = asked
    const input = { round: params.code, act: params.act, data: body.data ?? {} }
    return answerWith(parts, actOnRoundCommand, { asked, input, under })
  })
  serve(readBundleOperation, async ({ params }) => {
    const row = await findRound(prisma, params.code)
    return row === null || row.bundle === null ? { refused: 'not-found' } : { status: 200, body: row.bundle }
  })
  serve(listApartmentsOperation, async ({ query }) => {
    const free = await freeApartments(prisma, { now: await officeTime.now(), limit: mostApartments })
    return { status: 200, body: pageOf(free, query) }
  })
  serve(enterApartmentsOperation, (asked) => answerWith(parts, enterApartmentsCommand, { asked, input: asked.body }))
}
