import type { RequestHandler } from 'express'
import { roundActs } from '../../../domain/kinds/apartment-allocation/round.ts'
import { findRound, type RoundRow } from '../../../prisma/rounds.ts'
import { actOnRoundCommand } from '../../commands/run-round.ts'
import type { Problem } from '../../problems.ts'
import { attempt, orOnwards } from '../attempt.ts'
import { signedPage } from '../guard.ts'
import { type Kit, type SignedVisit, showProblem } from '../kit.ts'
import { actData } from './round-acts.ts'
import { showRound } from './round-page.ts'

/** Does an act with a round; refused, it says why where the round is shown. */
export const actOnRoundPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'run-round', async (visit) => {
    const { code, act: name } = visit.request.params
    const row = await findRound(kit.parts.prisma, String(code))
    const act = roundActs.find((each) => each === name)
    if (row === null || act === undefined) return await showProblem(visit, { refused: 'not-found' })
    const input = { round: row.code, act, data: actData(act, visit.sent) }
    const problem = orOnwards(visit, await attempt(visit, actOnRoundCommand, input), {
      path: `/rounds/${encodeURIComponent(act === 'redraw' ? String(input.data['round']) : row.code)}`,
      told: 'done',
    })
    if (problem !== undefined) await showAgain(visit, row, problem)
  })

/** The round as it stands now: what was asked for may have been done meanwhile. */
async function showAgain(visit: SignedVisit, row: RoundRow, problem: Problem): Promise<void> {
  const now = (await findRound(visit.kit.parts.prisma, row.code)) ?? row
  await showRound(visit, now, problem)
}
