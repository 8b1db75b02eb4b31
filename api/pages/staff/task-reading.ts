import type { TaskRow } from '../../../prisma/tasks.ts'
import { signable } from '../../commands/decide-task.ts'
import { taskDetail, wordsAsked } from '../../commands/task-view.ts'
import { type CaseReading, readCase } from '../case-reading.ts'
import { type SignedVisit, showProblem } from '../kit.ts'

export type TaskReading = {
  readonly row: TaskRow
  readonly task: ReturnType<typeof taskDetail>
  readonly reading: CaseReading
  /** What somebody asked for in words, where the task is about that. */
  readonly asked: unknown
}

/** The task of a page with its case; undefined after the page has said why not. */
export async function readTask(visit: SignedVisit): Promise<TaskReading | undefined> {
  const row = await signable(visit.kit.parts, visit.caller, String(visit.request.params['id']))
  if ('refused' in row) {
    await showProblem(visit, row, { back: '/tasks' })
    return undefined
  }
  const reading = await readCase(visit, row.caseId)
  const asked = await wordsAsked(visit.kit.parts.vault, row)
  return reading === undefined ? undefined : { row, task: taskDetail(row), reading, asked }
}
