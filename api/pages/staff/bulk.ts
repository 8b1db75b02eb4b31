import type { RequestHandler } from 'express'
import type { TaskRow } from '../../../prisma/tasks.ts'
import { decideTask, signable } from '../../commands/decide-task.ts'
import { assignTask, claimTask, releaseTask } from '../../commands/hold-task.ts'
import { isProblem, type Problem } from '../../problems.ts'
import { attempt } from '../attempt.ts'
import { signedPage } from '../guard.ts'
import { type Kit, refusalText, type SignedVisit } from '../kit.ts'
import { textOf, textsOf } from '../typed.ts'
import { showInbox } from './inbox.ts'

/** As many as stand on a page. */
const most = 50

/**
 * What can be done with several tasks at once: holding them, and noting what only has to be noted. Whatever judges
 * somebody's matter is signed one by one, with the case before one's eyes (ALL 34, 38).
 */
const acts = {
  claim: (visit, task) => attempt(visit, claimTask, { task }),
  release: (visit, task) => attempt(visit, releaseTask, { task }),
  assign: (visit, task) => attempt(visit, assignTask, { task, to: textOf(visit.sent, 'to') }),
  noted: (visit, task) => noteTask(visit, task),
} as const satisfies Record<string, (visit: SignedVisit, task: string) => ReturnType<typeof attempt>>

type Act = keyof typeof acts

const isAct = (name: string): name is Act => Object.hasOwn(acts, name)

/** Only a task that knows no other outcome and no reasons is noted unseen. */
const isOnlyNoted = (row: TaskRow): boolean =>
  row.view?.tasks.some(({ id, outcomes }) => id === row.id && outcomes.length === 1 && outcomes[0] === 'noted') === true

async function noteTask(visit: SignedVisit, task: string): ReturnType<typeof attempt> {
  const row = await signable(visit.kit.parts, visit.caller, task)
  if ('refused' in row) return row
  return isOnlyNoted(row)
    ? await attempt(visit, decideTask, { task, outcome: 'noted', reasons: [], data: {} })
    : { refused: 'outcome-not-offered' }
}

/** Each under a key of its own, so that a second press is answered as the first. */
async function doEach(visit: SignedVisit, act: Act, tasks: readonly string[]): Promise<readonly Problem[]> {
  const refused: Problem[] = []
  for (const task of tasks) {
    const sent = { ...visit.sent, key: `${textOf(visit.sent, 'key')}-${task}` }
    const outcome = await acts[act]({ ...visit, sent }, task)
    if (isProblem(outcome)) refused.push(outcome)
  }
  return refused
}

/** How many were done, and of the others why not, each reason once. */
function resultOf({ speech }: SignedVisit, done: number, refused: readonly Problem[]) {
  const why = new Map(refused.map((problem) => [problem.refused, refusalText(speech, problem)]))
  return {
    told: done === 0 ? undefined : speech.t('desk:bulk.done', { count: done }),
    left: [...why].map(([code, { title, detail }]) => ({
      title: speech.t('desk:bulk.left', { count: refused.filter((one) => one.refused === code).length, why: title }),
      detail,
    })),
  }
}

/** Does one thing with every task that was chosen, and says of each that could not be done why. */
export const bulkPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'hold-task', async (visit) => {
    const tasks = [...new Set(textsOf(visit.sent, 'task'))].slice(0, most)
    const act = textOf(visit.sent, 'do')
    if (!isAct(act) || tasks.length === 0)
      return await showInbox(visit, {
        told: undefined,
        left: [{ title: visit.speech.t('desk:bulk.none'), detail: '' }],
      })
    const refused = await doEach(visit, act, tasks)
    await showInbox(visit, resultOf(visit, tasks.length - refused.length, refused))
  })
