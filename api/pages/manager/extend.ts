import type { RequestHandler } from 'express'
import { extendClock } from '../../commands/extend-clock.ts'
import { isProblem, type Problem } from '../../problems.ts'
import { attempt, orOnwards, problemData } from '../attempt.ts'
import { clocksShown, readCase } from '../case-reading.ts'
import { signedPage } from '../guard.ts'
import { type Kit, type SignedVisit, show, showProblem } from '../kit.ts'
import { fieldsFor } from '../plain-fields.ts'
import { textOf } from '../typed.ts'

async function showExtend(visit: SignedVisit, problem?: Problem): Promise<void> {
  const { speech, sent, request } = visit
  const reading = await readCase(visit, String(request.params['id']))
  if (reading === undefined) return
  const clock = clocksShown(visit, reading).find(({ code }) => code === request.params['code'])
  if (clock === undefined) return await showProblem(visit, { refused: 'not-found' })
  const field = fieldsFor(speech, problem?.errors)
  const most = reading.definition.clocks[clock.code]?.rule.extension?.max ?? 1
  const fields = [
    field({ name: 'days', label: 'extend.days', input: 'number', value: textOf(sent, 'days') || String(most) }),
    field({ name: 'reason', label: 'extend.reason', input: 'textarea', value: textOf(sent, 'reason') }),
  ]
  const base = `/cases/${reading.view.id}`
  const said = problem === undefined ? {} : problemData(problem, { speech, labelOf: () => undefined })
  const data = { clock, fields, trail: [{ href: `${base}/clocks`, text: speech.p('clock.title') }], ...said }
  await show(visit, {
    template: 'extend',
    title: speech.p('extend.title'),
    status: problem === undefined ? 200 : 422,
    data,
  })
}

export const extendPage = (kit: Kit): RequestHandler => signedPage(kit, 'extend-clock', (visit) => showExtend(visit))

/** Extends a clock, once, with its reason. */
export const doExtend = (kit: Kit): RequestHandler =>
  signedPage(kit, 'extend-clock', async (visit) => {
    const { sent, request } = visit
    const [id, clock] = [String(request.params['id']), String(request.params['code'])]
    const reason = textOf(sent, 'reason').trim()
    const given = { days: Number(textOf(sent, 'days')), ...(reason === '' ? {} : { reason }) }
    const outcome = await attempt(visit, extendClock, { case: id, clock, ...given })
    if (isProblem(outcome)) return await showExtend(visit, outcome)
    orOnwards(visit, outcome, { path: `/cases/${id}/clocks`, told: 'done' })
  })
