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
      second: action === 'ask-extension',
    }))
  const inOrder = asks.toSorted((one, other) => Number(one.second) - Number(other.second))
  const isOpen = view.status !== 'closed' && view.status !== 'draft'
  const mayWithdraw = view.actions.some(({ action }) => action === 'withdraw')
  const quiet = speech.p(isOpen ? 'case.nothing' : 'case.closed')
  const hasVisit = reading.definition.bookings.some((purpose) => purpose === view.stage)
  const hasToDo = asks.length > 0 || view.status === 'draft' || hasVisit
  return {
    asks: inOrder,
    nothing: hasToDo ? undefined : quiet,
    waiting: hasToDo || view.waitingFor === null ? undefined : speech.t(`common:waitingFor.${view.waitingFor}`),
    withdraw: mayWithdraw ? speech.word(view.kind, 'actions.withdraw.title') : undefined,
  }
}

/** A viewing goes with the offer: it may be booked, and stops no clock. */
const isOfStage = (purpose: string, stage: string): boolean =>
  purpose === stage || (purpose === 'viewing' && stage === 'offer')

/** Appointments of the stage the case is at, booked or to be booked. */
export function visitsOf({ speech }: SignedVisit, { view, definition }: CaseReading) {
  return definition.bookings
    .filter((purpose) => isOfStage(purpose, view.stage) || view.bookings.some((booking) => booking.purpose === purpose))
    .filter(() => view.status !== 'closed')
    .map((purpose) => {
      const booked = view.bookings.find((booking) => booking.purpose === purpose)
      return {
        purpose,
        title: speech.p('bookings.title', { purpose: speech.p(`bookings.purpose.${purpose}`) }),
        ...(booked === undefined
          ? {}
          : { booked: speech.dateTime(booked.startsAt), calendar: `/api/v1/bookings/${booked.id}/invitation.ics` }),
      }
    })
}
