import {
  allHandlersFinished,
  CancellationScope,
  condition,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow'
import type { Activities } from '../../activities/contract.ts'
import { code } from '../../domain/case/codes.ts'
import type { Definition } from '../../domain/case/definition.ts'
import type { Facts } from '../../domain/case/facts.ts'
import { type Closing, closedAs } from '../../domain/case/outcome.ts'
import { refuse } from '../../domain/case/refusal.ts'
import { addWorkingDays, calendarOf } from '../../domain/time/calendar.ts'
import { addDays, at, formatInstant, localDateOf, localTimeOf, parseInstant } from '../../domain/time/local-date.ts'
import { createAgenda } from './agenda.ts'
import { Case } from './case.ts'
import type { Clock, ClockParts } from './clock.ts'
import { createCounter } from './counter.ts'
import { createDesk } from './desk.ts'
import { type CaseInput, extend, recalculate } from './messages.ts'
import { createPapers } from './papers.ts'
import { CaseRecord } from './record.ts'
import { unless } from './refused.ts'
import { createSteps } from './steps.ts'

export type { Clock } from './clock.ts'
export type { Act } from './counter.ts'
export type { Decision } from './desk.ts'
export { Case }

const local = proxyLocalActivities<Pick<Activities, 'onItsWay' | 'draftChangedAt' | 'releaseBookings'>>({
  startToCloseTimeout: '2 seconds',
  retry: { maximumAttempts: 3 },
})
const patiently = proxyActivities<Pick<Activities, 'onItsWay' | 'draftChangedAt' | 'releaseBookings' | 'forget'>>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
})

/** Days after its last change at which a draft is erased, and how long before that its owner is told (A). */
const draftDays = 30
const draftWarningDays = 7

/** What a promise that was broken is newly put at where no limit of the law runs (A). */
const delayWorkingDays = 5

type Process<KindFacts extends Facts> = (application: Case<KindFacts>) => Promise<Closing>

/** The life of a case: drafted, submitted, its process, withdrawal and undoing, closing. */
export function caseWorkflow<KindFacts extends Facts>(definition: Definition, process: Process<KindFacts>) {
  return async (input: CaseInput): Promise<Closing> => {
    const life = begin<KindFacts>(definition, input)
    return await CancellationScope.nonCancellable(async () => {
      const closing = await live(life, process)
      await close(life, closing)
      return closing
    })
  }
}

function begin<KindFacts extends Facts>(definition: Definition, input: CaseInput) {
  const { caseId } = input
  const record = new CaseRecord(caseId, input.offsetSeconds)
  const agenda = createAgenda(record)
  const desk = createDesk(definition, input.parties, { record, agenda })
  const counter = createCounter(definition, record)
  const papers = createPapers({ caseId, record, desk })
  const late = ({ system }: { readonly system: string }) => {
    void CancellationScope.nonCancellable(() => desk.signOff('late-answer', { about: { system: code(system) } }))
  }
  const steps = createSteps({ caseId, definition, record, agenda, late })
  /** Why it takes longer, and a date that can be believed: the law's limit where one runs, else a week of work from now. */
  const lateData = (clock: Clock) => {
    const limit = application.clocks.find(
      (other) => !other.isOver && other.definition.basis === 'statutory' && other.dueOn !== null,
    )
    const today = localDateOf(record.now())
    const expectedOn = limit?.dueOn ?? addWorkingDays(calendarOf(application.tables), today, delayWorkingDays)
    const delay = code(record.state.waitingFor ?? 'centre')
    return clock.definition.on === 'applicant' ? { clock: code(clock.code), delay } : { delay, expectedOn }
  }
  const clockParts: ClockParts = {
    record,
    agenda,
    onItsWay: (until) => {
      const request = { caseId, until: formatInstant(until) }
      return local.onItsWay(request).catch(() => patiently.onItsWay(request))
    },
    warned: (clock, warning) => {
      const { remind } = clock.definition
      if (warning === 'third' && remind !== undefined) void papers.tell(remind, { data: { clock: code(clock.code) } })
    },
    breached: (clock) => {
      const { late: message } = clock.definition
      if (message !== undefined) void papers.tell(message, { data: lateData(clock) })
    },
  }
  const application = new Case<KindFacts>({
    input,
    definition,
    record,
    agenda,
    desk,
    counter,
    steps,
    papers,
    clockParts,
  })
  const life = { input, definition, record, agenda, desk, counter, papers, application }
  takeCalendars(life)
  takeExtensions(life)
  void CancellationScope.nonCancellable(() => record.carry())
  return life
}

type Life<KindFacts extends Facts> = ReturnType<typeof begin<KindFacts>>
type AnyLife = Pick<Life<Facts>, 'record' | 'papers' | 'definition' | 'input' | 'agenda' | 'counter' | 'desk'> & {
  readonly application: Pick<Case, 'clocks' | 'recalculate'>
}

function takeCalendars({ application, record, papers }: AnyLife): void {
  setHandler(recalculate, async ({ table, at: taken }) => {
    record.takeIn(parseInstant(taken) ?? record.now())
    const moved = application.recalculate(table)
    const told = moved.find(({ clock }) => clock.definition.told)
    if (told !== undefined) await papers.tell('date-changed', { data: { clock: code(told.clock.code) } })
    await record.carried()
    return { moved: moved.map(({ clock, from, to }) => ({ code: clock.code, from, to })) }
  })
}

function takeExtensions({ application, record, papers }: AnyLife): void {
  const running = (name: string) => application.clocks.findLast((clock) => clock.code === name)
  setHandler(
    extend,
    async ({ clock: name, days, why, by, at: taken }) => {
      record.takeIn(parseInstant(taken) ?? record.now())
      const clock = running(name)
      const previousDueOn = clock?.dueOn ?? null
      clock?.extend(days, by, why)
      const data = { clock: code(name), days, previousDueOn, dueOn: clock?.dueOn ?? null }
      await papers.issue(['extension-notice'], {
        tell: 'extended',
        note: why,
        data,
        signedBy: [{ task: 'extend', by }],
      })
      await record.carried()
      return { seq: record.seq }
    },
    {
      validator: ({ clock: name, days, at: taken }) => {
        const clock = running(name)
        unless(
          clock === undefined ? refuse('not-open') : clock.refusesExtension(days, parseInstant(taken) ?? record.now()),
        )
      },
    },
  )
}

/** From the draft to the end of the process, or to the withdrawal that came before it. */
async function live<KindFacts extends Facts>(life: Life<KindFacts>, process: Process<KindFacts>): Promise<Closing> {
  const { application, counter, input, record } = life
  const { number, kind, track, channel, basedOn, tables } = input
  const opened = parseInstant(input.openedAt) ?? record.now()
  record.takeIn(opened)
  record.append(
    { type: 'drafted', data: { number, kind, track, channel, basedOn, tables: tables.map(({ name }) => name) } },
    { actor: input.openedBy },
  )
  const scope = new CancellationScope({ cancellable: true })
  const abandoned: { as?: Closing } = {}
  const abandon = (as: Closing) => {
    abandoned.as ??= as
    scope.cancel()
  }
  counter.open('withdraw', () => {
    counter.close('withdraw')
    abandon(closedAs('withdrawn'))
  })
  try {
    return await scope.run(async () => {
      if (!(await submitted(life))) return closedAs('lapsed', ['draft-expired'])
      void watchForDuplicates(life, abandon).catch(unlessCancelled)
      return await process(application)
    })
  } catch (failure) {
    if (abandoned.as === undefined || !isCancellation(failure)) throw failure
    return await abandonedAs(life, abandoned.as)
  }
}

/** A draft waits for its submission; 30 days after its last change it is erased. */
async function submitted<KindFacts extends Facts>({
  counter,
  agenda,
  record,
  input,
  papers,
}: Life<KindFacts>): Promise<boolean> {
  const received: { at?: string } = {}
  counter.open('submit', ({ at: taken, receivedAt }) => {
    received.at = receivedAt ?? formatInstant(taken)
    record.append({ type: 'submitted', data: { receivedAt: received.at, channel: input.channel } })
    counter.close('submit')
  })
  for (let warned = ''; received.at === undefined; ) {
    const changedAt = await draftChangedAt(input)
    const [day, hour] = [localDateOf(changedAt), localTimeOf(changedAt)]
    const isWarned = warned === formatInstant(changedAt)
    const next = at(addDays(day, isWarned ? draftDays : draftDays - draftWarningDays), hour)
    if (await agenda.wait(next, () => received.at !== undefined)) break
    if (formatInstant(await draftChangedAt(input)) !== formatInstant(changedAt)) continue
    if (isWarned) return false
    warned = formatInstant(changedAt)
    await papers.tell('draft-expiring', { data: { dueOn: addDays(day, draftDays) } })
  }
  return true
}

async function draftChangedAt({ caseId, openedAt }: CaseInput) {
  const changed = await local.draftChangedAt({ caseId }).catch(() => patiently.draftChangedAt({ caseId }))
  return parseInstant(changed) ?? parseInstant(openedAt) ?? (0 as never)
}

/** The same person has an open case of this kind, or two passports: a person judges, never the system. */
async function watchForDuplicates<KindFacts extends Facts>(
  { application }: Life<KindFacts>,
  abandon: (as: Closing) => void,
): Promise<void> {
  const { found, how } = await application.beside('duplicates')
  if (found === undefined || found === null || how === undefined) return
  const decision = await application.signOff('suspected-duplicate', { about: { case: found, how } })
  if (decision.outcome === 'same-case') abandon(closedAs('redirected', ['same-case']))
}

async function abandonedAs<KindFacts extends Facts>(
  { application, record, counter }: Life<KindFacts>,
  closing: Closing,
): Promise<Closing> {
  const wasDraft = record.state.status === 'draft'
  for (const { action } of record.state.actions) counter.close(action)
  await application.undo()
  if (wasDraft) return closing
  if (closing.outcome === 'redirected')
    await application.issue('redirect-notice', { tell: 'redirected', reasons: closing.reasons })
  else await application.issue('withdrawal-confirmation', { tell: 'withdrawn' })
  return closing
}

const unlessCancelled = (failure: unknown): void => {
  if (!isCancellation(failure)) throw failure
}

/** The outcome stops the clocks, is recorded, and is carried before the workflow returns; what is still owed to somebody goes on. */
async function close<KindFacts extends Facts>(
  { application, record, counter, desk, papers, input }: Life<KindFacts>,
  closing: Closing,
): Promise<void> {
  for (const { action } of record.state.actions) counter.close(action)
  for (const { id, purpose } of await release(input)) record.append({ type: 'slot-cancelled', data: { id, purpose } })
  for (const clock of application.clocks) clock.cancel()
  // A mail that reached nobody is still owed to them; every other task ends with the case.
  for (const { id, task } of record.state.tasks) if (task !== 'undelivered-message') desk.close(id, task, 'cancelled')
  record.append({ type: 'closed', data: closing })
  if (closing.reasons.includes(code('draft-expired'))) await patiently.forget({ caseId: input.caseId })
  upsertSearchAttributes({ OneVisitStatus: ['closed'] })
  await condition(() => allHandlersFinished() && papers.nothingUnderWay())
  await record.emptied()
}

const release = async ({ caseId }: CaseInput) =>
  await local.releaseBookings({ caseId }).catch(() => patiently.releaseBookings({ caseId }))
