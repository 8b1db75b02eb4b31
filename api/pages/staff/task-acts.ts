import type { RequestHandler } from 'express'
import type { CommandDefinition } from '../../commands/command.ts'
import { decideTask } from '../../commands/decide-task.ts'
import { assignTask, claimTask, type HoldTaskInput, releaseTask } from '../../commands/hold-task.ts'
import { isProblem } from '../../problems.ts'
import { attempt, orOnwards } from '../attempt.ts'
import { signedPage } from '../guard.ts'
import { type Kit, showProblem } from '../kit.ts'
import { textOf } from '../typed.ts'
import { decisionSent } from './decision-form.ts'
import { previewShown } from './preview.ts'
import { showTask, taskPageOf } from './task-page.ts'
import { readTask } from './task-reading.ts'

export const taskPage = (kit: Kit): RequestHandler => signedPage(kit, 'decide-task', taskPageOf)

/** Signs a task off; what is refused is told on the same page, with everything that was typed. */
export const decidePage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'decide-task', async (visit) => {
    const shown = await readTask(visit)
    if (shown === undefined) return
    const sent = decisionSent(visit, shown)
    if (sent.outcome === '') {
      const errors = [{ pointer: '/outcome', code: 'field-missing' }]
      return await showTask(visit, shown, { problem: { refused: 'field-missing', errors } })
    }
    if (textOf(visit.sent, 'go') === 'preview')
      return await showTask(visit, shown, { preview: await previewShown(visit, shown) })
    const outcome = await attempt(visit, decideTask, sent)
    if (isProblem(outcome)) return await showTask(visit, shown, { problem: outcome })
    orOnwards(visit, outcome, { path: '/tasks', told: 'signed' })
  })

const holdPage = (kit: Kit, command: CommandDefinition<HoldTaskInput>): RequestHandler =>
  signedPage(kit, 'hold-task', async (visit) => {
    const task = String(visit.request.params['id'])
    const problem = orOnwards(visit, await attempt(visit, command, { task }), { path: `/tasks/${task}`, told: 'done' })
    if (problem !== undefined) await showProblem(visit, problem, { back: '/tasks' })
  })

export const claimPage = (kit: Kit): RequestHandler => holdPage(kit, claimTask)
export const releasePage = (kit: Kit): RequestHandler => holdPage(kit, releaseTask)

/** A supervisor gives a task to somebody. */
export const assignPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'assign-task', async (visit) => {
    const task = String(visit.request.params['id'])
    const outcome = await attempt(visit, assignTask, { task, to: textOf(visit.sent, 'to') })
    const problem = orOnwards(visit, outcome, { path: `/tasks/${task}`, told: 'done' })
    if (problem !== undefined) await showProblem(visit, problem, { back: `/tasks/${task}` })
  })
