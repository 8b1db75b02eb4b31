import type { CaseReading } from '../case-reading.ts'
import type { SignedVisit } from '../kit.ts'

/** Open actions that a person has to do something about; withdrawing is offered, never asked. */
const isAsked = (action: string): boolean => action !== 'submit' && action !== 'withdraw'

/** Reasons that the open notice gives, in the words for the applicant. */
function reasonsNow({ speech }: SignedVisit, { view }: CaseReading): readonly string[] {
  const open = view.corrections.findLast(({ answeredAt }) => answeredAt === null)
  return (open?.reasons ?? []).map((reason) => speech.ofKind(view.kind, `reasons.${reason}.applicant`) ?? reason)
}

/** What the person has to do now, and what else they may. */
export function asksOf(visit: SignedVisit, reading: CaseReading) {
  const { speech } = visit
  const { view } = reading
  const asks = view.actions
    .filter(({ action }) => isAsked(action))
    .map(({ action, until }) => ({
      action,
      title: speech.word(view.kind, `actions.${action}.title`),
      explain: speech.ofKind(view.kind, `actions.${action}.explain`) ?? '',
      button: speech.ofKind(view.kind, `actions.${action}.button`) ?? speech.word(view.kind, `actions.${action}.title`),
      until: until === null ? undefined : speech.date(until),
      reasons: action === 'supply-corrections' ? reasonsNow(visit, reading) : [],
      second: action === 'ask-extension' || action === 'choose-counter',
    }))
  const inOrder = asks.toSorted((one, other) => Number(one.second) - Number(other.second))
  const isOpen = view.status !== 'closed' && view.status !== 'draft'
  const mayWithdraw = view.actions.some(({ action }) => action === 'withdraw')
  const quiet = speech.p(isOpen ? 'case.nothing' : 'case.closed')
  const hasVisit = reading.definition.bookings.some((purpose) => purpose !== 'viewing' && isBookable(purpose, reading))
  const hasToDo = asks.length > 0 || view.status === 'draft' || hasVisit
  return {
    asks: inOrder,
    nothing: hasToDo ? undefined : quiet,
    waiting: hasToDo || view.waitingFor === null ? undefined : speech.t(`common:waitingFor.${view.waitingFor}`),
    withdraw: mayWithdraw ? speech.word(view.kind, 'actions.withdraw.title') : undefined,
  }
}

type Booked = CaseReading['view']['bookings'][number]

/**
 * Open to be booked: at the stage of its name; by video for as long as the counter can be chosen instead; a viewing goes
 * with the offer, and stops no clock.
 */
const isBookable = (purpose: string, { view }: CaseReading): boolean =>
  purpose === view.stage ||
  (purpose === 'viewing' && view.stage === 'offer') ||
  (purpose === 'video' && view.actions.some(({ action }) => action === 'choose-counter'))

const bookedVisit = ({ speech }: SignedVisit, { id, purpose, startsAt }: Booked) => ({
  booked: speech.dateTime(startsAt),
  calendar: `/api/v1/bookings/${id}/invitation.ics`,
  ...(purpose === 'video' ? { room: `/calls/${id}`, toRoom: speech.t('video:room.to-room') } : {}),
})

const wordsFor = ({ speech }: SignedVisit, purpose: string) =>
  purpose === 'video'
    ? { ask: speech.t('video:case.ask'), bring: speech.t('video:case.hint'), check: speech.t('video:check.title') }
    : { ask: speech.p('bookings.ask'), bring: speech.p('bookings.bring') }

/** Appointments that stand, and those that can be booked now; one that the centre gave up is to be chosen anew. */
export function visitsOf(visit: SignedVisit, reading: CaseReading) {
  const { speech } = visit
  const { view, definition } = reading
  if (view.status === 'closed') return []
  return definition.bookings.flatMap((purpose) => {
    const booked = view.bookings.find((booking) => booking.purpose === purpose && booking.lost === undefined)
    if (booked === undefined && !isBookable(purpose, reading)) return []
    return [
      {
        purpose,
        title: speech.p('bookings.title', { purpose: speech.p(`bookings.purpose.${purpose}`) }),
        ...wordsFor(visit, purpose),
        ...(booked === undefined ? {} : bookedVisit(visit, booked)),
      },
    ]
  })
}
