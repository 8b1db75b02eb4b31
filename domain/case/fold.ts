import type { CaseState, OpenTask } from './case-view.ts'
import type { CaseEvent, EventData, EventType } from './event.ts'

/** A case before its first event. */
export const unopened: CaseState = {
  number: '',
  kind: '',
  track: '',
  channel: '',
  status: 'draft',
  stage: 'drafting',
  waitingFor: 'applicant',
  outcome: null,
  reasons: [],
  openedAt: '',
  receivedAt: null,
  closedAt: null,
  basedOn: null,
  flags: [],
  facts: {},
  actions: [],
  clocks: [],
  tasks: [],
  documents: [],
  messages: [],
  corrections: [],
  bookings: [],
  stuck: [],
  signatures: [],
}

type Typed<Type extends EventType> = { readonly at: string; readonly data: EventData[Type] }
type Fold<Type extends EventType> = (state: CaseState, event: Typed<Type>) => Partial<CaseState>
type ClockChange = Extract<
  EventType,
  | 'clock-started'
  | 'clock-paused'
  | 'clock-resumed'
  | 'clock-extended'
  | 'clock-met'
  | 'clock-breached'
  | 'clock-cancelled'
  | 'clock-done-late'
  | 'clock-moved'
>

const without = (state: CaseState, id: string): readonly OpenTask[] => state.tasks.filter((task) => task.id !== id)

const changeTask = (state: CaseState, id: string, change: Partial<OpenTask>): Partial<CaseState> => ({
  tasks: state.tasks.map((task) => (task.id === id ? { ...task, ...change } : task)),
})

const clockChanged = (state: CaseState, { data: { clock } }: Typed<ClockChange>): Partial<CaseState> => ({
  clocks: [...state.clocks.filter((known) => known.code !== clock.code || known.run !== clock.run), clock],
})

const messageChanged =
  (to: 'sent' | 'refused' | 'bounced' | 'failed') =>
  (
    state: CaseState,
    { data }: Typed<'message-sent' | 'message-refused' | 'message-bounced' | 'message-failed'>,
  ): Partial<CaseState> => ({
    messages: state.messages.map((message) => (message.id === data.id ? { ...message, state: to } : message)),
  })

const withoutBooking = (
  state: CaseState,
  { data: { id } }: Typed<'slot-cancelled' | 'slot-used'>,
): Partial<CaseState> => ({ bookings: state.bookings.filter((known) => known.id !== id) })

const nothing = (): Partial<CaseState> => ({})

/** What each type of event changes; complete by type. */
const folds: { readonly [Type in EventType]: Fold<Type> } = {
  drafted: (_, { at, data }) => ({
    number: data.number,
    kind: data.kind,
    track: data.track,
    channel: data.channel,
    basedOn: data.basedOn,
    openedAt: at,
  }),
  submitted: (_, { data }) => ({ receivedAt: data.receivedAt, channel: data.channel }),
  'facts-changed': (state, { data }) => ({ facts: { ...state.facts, ...data.facts } }),
  'flag-raised': (state, { data }) => ({
    flags: state.flags.includes(data.flag) ? state.flags : [...state.flags, data.flag],
  }),
  moved: (_, { data }) => ({ status: data.status, stage: data.stage, waitingFor: data.waitingFor }),
  'task-opened': (state, { at, data }) => ({
    tasks: [...state.tasks, { insteadOf: null, ...data, openedAt: at, about: data.about ?? {} }],
  }),
  'task-claimed': (state, { data }) => changeTask(state, data.id, { assignee: data.assignee, insteadOf: null }),
  'task-released': (state, { data }) => changeTask(state, data.id, { assignee: null, insteadOf: null }),
  'task-assigned': (state, { data }) =>
    changeTask(state, data.id, { assignee: data.assignee, insteadOf: data.insteadOf }),
  'task-outcomes-changed': (state, { data }) => changeTask(state, data.id, { outcomes: data.outcomes }),
  decided: (state, { at, data }) => ({
    tasks: without(state, data.id),
    signatures: [
      ...state.signatures,
      { task: data.task, outcome: data.outcome, by: data.by, insteadOf: data.insteadOf, at },
    ],
  }),
  'task-closed': (state, { data }) => ({ tasks: without(state, data.id) }),
  'action-opened': (state, { data }) => ({
    actions: [...state.actions.filter(({ action }) => action !== data.action), data],
  }),
  'action-closed': (state, { data }) => ({ actions: state.actions.filter(({ action }) => action !== data.action) }),
  acted: nothing,
  'corrections-asked': (state, { at, data }) => ({
    corrections: [...state.corrections, { reasons: data.reasons, askedAt: at, answeredAt: null }],
  }),
  'corrections-supplied': (state, { at }) => ({
    corrections: state.corrections.map((asked) => (asked.answeredAt === null ? { ...asked, answeredAt: at } : asked)),
  }),
  'clock-started': clockChanged,
  'clock-paused': clockChanged,
  'clock-resumed': clockChanged,
  'clock-extended': clockChanged,
  'clock-met': clockChanged,
  'clock-breached': clockChanged,
  'clock-cancelled': clockChanged,
  'clock-done-late': clockChanged,
  'clock-moved': clockChanged,
  'clock-warned': nothing,
  'deemed-accepted': nothing,
  'document-issued': (state, { at, data }) => ({
    documents: [
      ...state.documents.map((known) =>
        known.number === data.replaces ? { ...known, state: 'replaced' as const } : known,
      ),
      {
        number: data.number,
        code: data.code,
        state: 'in-force',
        issuedAt: at,
        verificationCode: data.verificationCode,
      },
    ],
  }),
  'document-revoked': (state, { data }) => ({
    documents: state.documents.map((known) =>
      known.number === data.number ? { ...known, state: 'revoked' as const } : known,
    ),
  }),
  'message-queued': (state, { at, data }) => ({ messages: [...state.messages, { ...data, state: 'queued', at }] }),
  'message-sent': messageChanged('sent'),
  'message-refused': messageChanged('refused'),
  'message-bounced': messageChanged('bounced'),
  'message-failed': messageChanged('failed'),
  'step-answered': nothing,
  'step-stuck': (state, { at, data }) => ({ stuck: [...state.stuck, { ...data, since: at }] }),
  'step-rescued': (state, { data }) => ({ stuck: state.stuck.filter(({ id }) => id !== data.id) }),
  'call-back-received': nothing,
  'late-answer-received': nothing,
  'slot-booked': (state, { data }) => ({ bookings: [...state.bookings, data] }),
  'slot-moved': (state, { data }) => ({
    bookings: state.bookings.map((known) => (known.id === data.id ? data : known)),
  }),
  'slot-cancelled': withoutBooking,
  'slot-used': withoutBooking,
  'slot-lost': (state, { data: { id, instead, heldUntil } }) => ({
    bookings: state.bookings.map((known) => (known.id === id ? { ...known, lost: { instead, heldUntil } } : known)),
  }),
  'recording-agreed': nothing,
  'recording-withdrawn': nothing,
  reminded: nothing,
  closed: (_, { at, data }) => ({
    status: 'closed',
    waitingFor: null,
    outcome: data.outcome,
    reasons: data.reasons,
    closedAt: at,
    actions: [],
  }),
}

/** The case after one more event. The only place that turns events into a case. */
export function fold(state: CaseState, event: CaseEvent): CaseState {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the table is complete by type; that the entry fits this event's own type cannot be said
  const change = folds[event.type] as Fold<EventType>
  return { ...state, ...change(state, event) }
}
