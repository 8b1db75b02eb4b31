import type { RequestHandler } from 'express'
import { batchActs } from '../../../domain/case/batch.ts'
import { type BatchRow, listBatches } from '../../../prisma/batches.ts'
import { recurringView } from '../../commands/recurring-view.ts'
import { batchView, runBatch } from '../../commands/run-batch.ts'
import { isProblem, type Problem } from '../../problems.ts'
import { attempt, orOnwards, problemData } from '../attempt.ts'
import { signedPage } from '../guard.ts'
import { type Kit, type SignedVisit, show, showProblem } from '../kit.ts'
import type { Speech } from '../speech.ts'

const tones = { running: '', paused: 'warn', done: 'good' } as const
const actOf = { running: 'pause', paused: 'resume', done: undefined } as const
const shownBatches = 20

/** How far work over many cases is, in words and as a bar. */
export function batchShown(speech: Speech, row: BatchRow) {
  const { id, subject, state, total, done, left, startedAt, finishedAt } = batchView(row)
  const percent = total === 0 || state === 'done' ? 100 : Math.min(100, Math.floor((done * 100) / total))
  const act = actOf[state]
  return {
    id,
    subject,
    title: speech.t('office:batch.calendar', { name: subject }),
    stateText: speech.t(`office:batch.state.${state}`),
    tone: tones[state],
    percent,
    of: speech.t('office:batch.of', { done: speech.number(done), total: speech.number(total), percent }),
    left: left === 0 ? undefined : speech.t('office:batch.left', { count: left }),
    when:
      finishedAt === null
        ? speech.t('office:batch.since', { at: speech.dateTime(startedAt) })
        : speech.t('office:batch.until', { at: speech.dateTime(finishedAt) }),
    ...(act === undefined ? {} : { act, actText: speech.t(`office:batch.${act}`) }),
  }
}

async function recurringShown({ kit, speech }: SignedVisit) {
  const works = await recurringView(kit.parts)
  return works.map(({ name, ranAt, done, nextAt }) => ({
    title: speech.t(`office:recurring.${name}.title`),
    lead: speech.t(`office:recurring.${name}.lead`),
    rows: [
      { label: speech.t('office:recurring.last'), value: ranAt === null ? '–' : speech.dateTime(ranAt) },
      { label: speech.t('office:recurring.done'), value: done === null ? '–' : speech.number(done) },
      { label: speech.t('office:recurring.next'), value: nextAt === null ? '–' : speech.dateTime(nextAt) },
    ],
  }))
}

async function showWork(visit: SignedVisit, problem?: Problem): Promise<void> {
  const { kit, speech } = visit
  const rows = await listBatches(kit.parts.prisma, { limit: shownBatches, offset: 0 })
  const batches = rows.map((row) => batchShown(speech, row))
  const data = {
    batches,
    isUnderWay: batches.some(({ act }) => act === 'pause'),
    recurring: await recurringShown(visit),
    ...(problem === undefined ? {} : problemData(problem, { speech, labelOf: () => undefined })),
  }
  await show(visit, {
    template: 'work',
    title: speech.t('office:title'),
    status: problem === undefined ? 200 : 409,
    data,
  })
}

/** What goes on by itself: work over many cases, to be watched, paused and resumed; and what recurs. */
export const workPage = (kit: Kit): RequestHandler => signedPage(kit, 'run-batch', (visit) => showWork(visit))

/** Pauses or resumes. */
export const doRunBatch = (kit: Kit): RequestHandler =>
  signedPage(kit, 'run-batch', async (visit) => {
    const { id, act } = visit.request.params
    const known = batchActs.find((each) => each === act)
    if (known === undefined) return await showProblem(visit, { refused: 'not-found' }, { back: '/work' })
    const outcome = await attempt(visit, runBatch, { batch: String(id), act: known })
    if (isProblem(outcome)) return await showWork(visit, outcome)
    orOnwards(visit, outcome, { path: '/work', told: 'done' })
  })
