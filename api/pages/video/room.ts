import type { RequestHandler } from 'express'
import { callWindow } from '../../../domain/booking/video-call.ts'
import { formatInstant } from '../../../domain/time/local-date.ts'
import { admitLook, type Room, seeRoom, stands, taskOfCall } from '../../commands/call-room.ts'
import { callView } from '../../commands/call-view.ts'
import { decideTask } from '../../commands/decide-task.ts'
import { steerCall } from '../../commands/steer-call.ts'
import { isProblem, type Problem } from '../../problems.ts'
import { attempt, orOnwards, problemData } from '../attempt.ts'
import { type CaseReading, readCase } from '../case-reading.ts'
import { signedPage } from '../guard.ts'
import { goTo, type Kit, type SignedVisit, show, showProblem } from '../kit.ts'
import { textOf } from '../typed.ts'
import { checklistOf, type RoomShown, signedOf } from './room-model.ts'

type Entered = { readonly visit: SignedVisit; readonly room: Room; readonly reading: CaseReading }

/** What every state of the page has. */
function frameOf({ visit: { speech }, room, reading }: Entered) {
  const { booking, side } = room
  const { id, number } = reading.view
  return {
    booking: booking.id,
    side,
    heading: speech.t('video:room.title'),
    when: speech.dateTime(formatInstant(booking.startsAt)),
    caseHref: `/cases/${id}`,
    checkHref: `/cases/${id}/bookings/video/check`,
    trail: [
      side === 'officer'
        ? { href: '/calls', text: speech.t('video:desk.title') }
        : { href: `/cases/${id}`, text: number },
    ],
  }
}

/** Before and after its hours, and where the appointment has fallen meanwhile. */
async function showShut(entered: Entered): Promise<void> {
  const { visit, room } = entered
  const { opensAt } = callWindow(room.booking.startsAt)
  const isEarly = stands(room) && room.now < opensAt
  const data = {
    ...frameOf(entered),
    phase: isEarly ? 'early' : 'closed',
    opens: visit.speech.t('video:room.early', { opensAt: visit.speech.dateTime(formatInstant(opensAt)) }),
  }
  await show(visit, { template: 'video/room', title: data.heading, data })
}

async function showRoom(entered: Entered, problem?: Problem): Promise<void> {
  const { visit, room, reading } = entered
  const view = await callView(visit.kit.parts, room)
  if (!view.open && view.signed === null) return await showShut(entered)
  const shown: RoomShown = { ...entered, view }
  const { speech } = visit
  const data = {
    ...frameOf(entered),
    phase: view.signed === null ? 'open' : 'signed',
    view,
    ready: view.originals.map((type) => speech.word(reading.view.kind, `materials.${type}.name`)),
    ahead: view.ahead === 0 ? '' : speech.t('video:room.ahead', { count: view.ahead }),
    checklist: checklistOf(shown),
    signed: signedOf(shown),
    kept: visit.request.query['told'] === 'kept',
    told: undefined,
    ...(problem === undefined ? {} : { problem: problemData(problem, { speech, labelOf: () => undefined }) }),
  }
  await show(visit, { template: 'video/room', title: data.heading, status: problem === undefined ? 200 : 422, data })
}

const inRoom = (kit: Kit, handle: (entered: Entered) => Promise<void>): RequestHandler =>
  signedPage(kit, 'hold-call', async (visit) => {
    const room = await seeRoom(kit.parts, visit.caller, String(visit.request.params['booking']))
    if (isProblem(room)) return await showProblem(visit, room, { back: '/' })
    const reading = await readCase(visit, room.seen.id)
    if (reading !== undefined) await handle({ visit, room, reading })
  })

/** The video room of an appointment, for each of its two people. */
export const roomPage = (kit: Kit): RequestHandler =>
  inRoom(kit, async (entered) => {
    await (admitLook(entered.room) === undefined ? showRoom(entered) : showShut(entered))
  })

/** What is filled in of the checklist. */
function checklistSent({ visit: { sent } }: Entered, originals: readonly string[]) {
  const given = originals.map((type) => [type, textOf(sent, `documents.${type}`)] as const)
  const documents = Object.fromEntries(given.filter(([, finding]) => finding !== ''))
  const note = textOf(sent, 'note').trim()
  return { documents, ...(note === '' ? {} : { note }) }
}

async function sign(entered: Entered): Promise<Problem | undefined> {
  const { visit, room } = entered
  const { originals, evidence } = await callView(visit.kit.parts, room)
  const outcome = textOf(visit.sent, 'outcome')
  if (outcome === '') return { refused: 'field-missing', errors: [{ pointer: '/outcome', code: 'field-missing' }] }
  const { documents, note } = checklistSent(entered, originals)
  const taken = originals.map(
    (type) => [type, evidence.filter((each) => each.type === type).map(({ id }) => id)] as const,
  )
  const stills = Object.fromEntries(taken.filter(([, ids]) => ids.length > 0))
  const task = taskOfCall(room.seen, room.booking)?.id ?? ''
  const data = { documents, stills }
  const done = await attempt(visit, decideTask, { task, outcome, data, ...(note === undefined ? {} : { note }) })
  return orOnwards(visit, done, { path: `/calls/${room.booking.id}`, told: 'signed' })
}

async function save(entered: Entered): Promise<Problem | undefined> {
  const { visit, room } = entered
  const booking = room.booking.id
  const { originals } = await callView(visit.kit.parts, room)
  const done = await attempt(visit, steerCall, { booking, checklist: checklistSent(entered, originals) })
  return orOnwards(visit, done, { path: `/calls/${booking}`, told: 'kept' })
}

/** The officer keeps what is filled in, or signs it: the same decision as anywhere else. */
export const steerPage = (kit: Kit): RequestHandler =>
  inRoom(kit, async (entered) => {
    const { visit, room } = entered
    if (room.side !== 'officer') return goTo(visit, `/calls/${room.booking.id}`)
    const problem = await (textOf(visit.sent, 'do') === 'sign' ? sign(entered) : save(entered))
    if (problem !== undefined) await showRoom(entered, problem)
  })
