import type { RequestHandler } from 'express'
import type { CommandDefinition } from '../../commands/command.ts'
import { decideTask } from '../../commands/decide-task.ts'
import { assignTask, claimTask, type HoldTaskInput, releaseTask } from '../../commands/hold-task.ts'
import { isProblem } from '../../problems.ts'
import { attempt, orOnwards } from '../attempt.ts'
import { signedPage } from '../guard.ts'
import { type Kit, type SignedVisit, showProblem } from '../kit.ts'
import { changesList, textOf } from '../typed.ts'
import { decisionSent } from './decision-form.ts'
import { previewShown } from './preview.ts'
import { type Said, showTask, taskPageOf } from './task-page.ts'
import { readTask, type TaskReading } from './task-reading.ts'

export const taskPage = (kit: Kit): RequestHandler => signedPage(kit, 'decide-task', taskPageOf)

const noOutcome = { refused: 'field-missing', errors: [{ pointer: '/outcome', code: 'field-missing' }] } as const

/** The page again with what was typed: longer, or with what would go out; undefined when it is to be signed. */
async function shownAgain(visit: SignedVisit, shown: TaskReading): Promise<Said | undefined> {
  const { sent } = visit
  if (changesList(sent)) return {}
  if (textOf(sent, 'outcome') === '') return { problem: noOutcome }
  const isPreview = textOf(sent, 'go') === 'preview' || textOf(sent, 'enter') === 'preview'
  return isPreview ? { preview: await previewShown(visit, shown) } : undefined
}

/** Signs a task off; what is refused is told on the same page, with everything that was typed. */
export const decidePage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'decide-task', async (visit) => {
    const shown = await readTask(visit)
    if (shown === undefined) return
    const again = await shownAgain(visit, shown)
    if (again !== undefined) return await showTask(visit, shown, again)
    const outcome = await attempt(visit, decideTask, decisionSent(visit, shown))
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
