import { z } from 'zod'
import { type Answer, notOpen } from '../answer.ts'
import { eventsOf, viewAs } from '../case-view.ts'
import { emailOf } from '../door.ts'
import { caseOf, listAs, overseer, type Play, sendAs, sendingOf } from '../play.ts'
import type { Step } from '../step.ts'

type OnTask = Step<'decide'> | Step<'claim'> | Step<'release'> | Step<'assign'>

const openedTask = z.looseObject({ id: z.string(), task: z.string() })

/** The open task of this name; else the last there was, which the system will say is open no more. */
async function taskOf(play: Play, step: OnTask): Promise<string | undefined> {
  const found = caseOf(play, step.case)
  const { tasks } = await viewAs(play, found)
  const open = meantBy(step, tasks)
  if (open !== undefined) return open.id
  const events = await eventsOf(play, found)
  const former = events.findLast(({ type, data }) => type === 'task-opened' && data?.['task'] === step.task)
  const read = openedTask.safeParse(former?.data)
  return read.success ? read.data.id : undefined
}

type Task = { readonly id: string; readonly task: string; readonly about?: unknown }

const about = z.looseObject({ respondent: z.number().optional(), party: z.string().optional() })

/** Of several open ones of a name, the one about the respondent or party that the data names. */
function meantBy(step: OnTask, tasks: readonly Task[]): Task | undefined {
  const named = tasks.filter(({ task }) => task === step.task)
  const meant = about.safeParse('data' in step ? step.data : undefined)
  if (!meant.success) return named[0]
  const { respondent, party } = meant.data
  const isMeant = (task: Task) => {
    const said = about.safeParse(task.about)
    return said.success && said.data.respondent === respondent && said.data.party === party
  }
  return named.find(isMeant) ?? named[0]
}

async function onTask(play: Play, step: OnTask, request: { readonly act: string; readonly body: unknown }) {
  const id = await taskOf(play, step)
  if (id === undefined) return notOpen
  const path = `/api/v1/tasks/${id}/${request.act}`
  return await sendAs(play, step.by, { path, body: request.body, sending: sendingOf(step) })
}

/** The sign-off. */
export function decide(play: Play, step: Step<'decide'>): Promise<Answer> {
  const { outcome, reasons, note, data } = step
  const body = { outcome, reasons, ...(note === undefined ? {} : { note }), ...(data === undefined ? {} : { data }) }
  return onTask(play, step, { act: 'decision', body })
}

export const claim = (play: Play, step: Step<'claim'>): Promise<Answer> =>
  onTask(play, step, { act: 'claim', body: {} })

export const release = (play: Play, step: Step<'release'>): Promise<Answer> =>
  onTask(play, step, { act: 'release', body: {} })

export const assign = (play: Play, step: Step<'assign'>): Promise<Answer> =>
  onTask(play, step, { act: 'assign', body: { to: emailOf(step.to) } })

const stuckStep = z.looseObject({ id: z.string(), case: z.string().optional(), system: z.string() })

/** A step that gave up is taken up again: the one of this outside system. */
export async function rescue(play: Play, step: Step<'rescue'>): Promise<Answer> {
  const { id: caseId, number } = caseOf(play, step.case)
  const all = await listAs(play, overseer, { path: '/api/v1/stuck', schema: stuckStep })
  const ofTheCase = all.filter((stuck) => [caseId, number].some((name) => Object.values(stuck).includes(name)))
  const stuck = ofTheCase.find(({ system }) => system === step.step)
  if (stuck === undefined) return notOpen
  const path = `/api/v1/stuck/${stuck.id}/${step.how}`
  return await sendAs(play, step.by, { path, body: step.data ?? {}, sending: sendingOf(step) })
}
