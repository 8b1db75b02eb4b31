import type { RequestHandler } from 'express'
import { admitCancellation } from '../../../domain/booking/admit-booking.ts'
import { parseInstant } from '../../../domain/time/local-date.ts'
import { iceServers } from '../../commands/enter-call.ts'
import { type CaseReading, readCase } from '../case-reading.ts'
import { signedPage } from '../guard.ts'
import { type Kit, show, showProblem } from '../kit.ts'

/** Whether the counter can still be chosen: it is open to the caller, and a booked appointment can still be given back. */
function counterFor({ view, now }: CaseReading): 'open' | 'late' | 'none' {
  if (!view.actions.some(({ action }) => action === 'choose-counter')) return 'none'
  const booked = view.bookings.find(({ purpose }) => purpose === 'video')
  const [startsAt, at] = [parseInstant(booked?.startsAt ?? ''), parseInstant(now)]
  if (booked === undefined || startsAt === undefined || at === undefined) return 'open'
  const state = booked.lost === undefined ? 'booked' : 'displaced'
  return admitCancellation({ state, startsAt, heldUntil: null }, at) === undefined ? 'open' : 'late'
}

/** Camera, microphone and connection, tried before a call; and the counter in one step where they will not do. */
export const checkPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'hold-call', async (visit) => {
    const reading = await readCase(visit, String(visit.request.params['id']))
    if (reading === undefined) return
    const { view, definition } = reading
    if (!definition.bookings.includes('video')) return await showProblem(visit, { refused: 'not-found' })
    const booked = view.bookings.find(({ purpose }) => purpose === 'video')
    const title = visit.speech.t('video:check.title')
    await show(visit, {
      template: 'video/check',
      title,
      data: {
        heading: title,
        base: `/cases/${view.id}`,
        room: booked === undefined ? undefined : `/calls/${booked.id}`,
        counter: counterFor(reading),
        ice: JSON.stringify(iceServers(kit.parts)),
        trail: [{ href: `/cases/${view.id}`, text: view.number }],
      },
    })
  })
