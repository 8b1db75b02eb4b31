import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  isCancellation,
  upsertSearchAttributes,
} from '@temporalio/workflow'
import { code } from '../../domain/case/codes.ts'
import type { Definition } from '../../domain/case/definition.ts'
import type { Facts } from '../../domain/case/facts.ts'
import { type Closing, closedAs } from '../../domain/case/outcome.ts'
import { parseInstant } from '../../domain/time/local-date.ts'
import { createAgenda } from './agenda.ts'
import { createAppointments } from './appointments.ts'
import { createCallBacks } from './call-backs.ts'
import type { Carried, Onward } from './carried.ts'
import { Case } from './case.ts'
import { unlessFailed } from './cause.ts'
import { nothingOutlivesClosing } from './change.ts'
import { createClocks } from './clocks.ts'
import { createCounter } from './counter.ts'
import { createDesk } from './desk.ts'
import { submitted } from './draft.ts'
import { unlessCancelled } from './first-of.ts'
import type { CallBack, CaseInput } from './messages.ts'
import { createPapers } from './papers.ts'
import { CaseRecord } from './record.ts'
import { createRescues } from './rescues.ts'
import { createShared } from './shared.ts'
import { createSteps } from './steps.ts'

export { goesOn } from './carried.ts'
export type { Case } from './case.ts'
export type { Clock } from './clock.ts'
export type { Act } from './counter.ts'
export type { Decision } from './desk.ts'

/** What a kind writes: the way of a case that was submitted, to its end, or to a stage that goes on in a new run. */
export type Process<KindFacts extends Facts> = (application: Case<KindFacts>) => Promise<Closing | Onward>

/** Stages that last for months: each begins as a new run, at rest, from the state folded so far. */
export type Stages<KindFacts extends Facts> = Readonly<Record<string, Process<KindFacts>>>

/** The life of a case: drafted, submitted, its process, withdrawal and undoing, closing. */
export function caseWorkflow<KindFacts extends Facts>(
  definition: Definition,
  process: Process<KindFacts>,
  stages: Stages<KindFacts> = {},
) {
  return async (input: CaseInput): Promise<Closing> => {
    const life = begin<KindFacts>(definition, input)
    return await unlessFailed(
      CancellationScope.nonCancellable(async () => {
        const end = await live(life, input.carried === undefined ? process : stageOf(stages, input.carried))
        if ('goesOn' in end) return await beginAnew(life, end)
        await close(life, end)
        return end
      }),
    )
  }
}

/** @throws Error for a stage that the kind has not: a defect. */
function stageOf<KindFacts extends Facts>(stages: Stages<KindFacts>, { stage }: Carried): Process<KindFacts> {
  const found = stages[stage]
  if (found === undefined) throw new Error(`no stage ${stage} begins anew`)
  return found
}

function begin<KindFacts extends Facts>(definition: Definition, input: CaseInput) {
  const { caseId, track, tables, carried } = input
  const record = new CaseRecord(caseId, input.offsetSeconds, carried)
  const agenda = createAgenda(record)
  const desk = createDesk(definition, input.parties, record)
  const counter = createCounter(definition, record)
  const rescues = createRescues(definition, record, input.parties)
  const papers = createPapers({ caseId, record, desk, rescues, ...(carried && { breaths: carried.breaths }) })
  const running = carried && { carried: carried.clocks }
  const clocks = createClocks({
    caseId,
    track,
    tables,
    definition,
    record,
    agenda,
    papers,
    parties: input.parties,
    ...running,
  })
  const late = ({ system }: CallBack) => {
    void CancellationScope.nonCancellable(() => desk.signOff('late-answer', { about: { system: code(system) } }))
  }
  const callBacks = createCallBacks(record, late, carried?.answers)
  const steps = createSteps({
    ...{ caseId, definition, record, agenda, callBacks },
    rescues,
    ...(carried && { turns: carried.turns }),
  })
  const appointments = createAppointments({ caseId, definition, record, agenda, papers })
  const application = new Case<KindFacts>({
    ...{ input, record, agenda, desk, counter },
    ...{ clocks, steps, papers, appointments, shared: createShared(record) },
  })
  void CancellationScope.nonCancellable(() => record.carry())
  const scope = new CancellationScope({ cancellable: true })
  return { input, scope, record, agenda, desk, counter, clocks, papers, callBacks, steps, application }
}

type Life<KindFacts extends Facts> = ReturnType<typeof begin<KindFacts>>

/** From the draft (or from where an earlier run left it) to the end of the process, or to the withdrawal that came before it. */
async function live<KindFacts extends Facts>(
  life: Life<KindFacts>,
  process: Process<KindFacts>,
): Promise<Closing | Onward> {
  const { input, scope } = life
  const { carried } = input
  if (carried === undefined) drafted(life)
  const abandoned: { as?: Closing } = {}
  const abandon = (as: Closing) => {
    abandoned.as ??= as
    scope.cancel()
  }
  if (mayWithdraw(life))
    life.counter.open('withdraw', () => {
      life.counter.close('withdraw')
      abandon(closedAs('withdrawn'))
    })
  try {
    return await scope.run(async () => {
      if (carried !== undefined) return await wentOn(life, process)
      if (!(await submitted(life))) return closedAs('lapsed', [draftExpired])
      watchForDuplicates(life, abandon).catch(unlessCancelled)
      return await process(life.application)
    })
  } catch (failure) {
    if (abandoned.as === undefined || !isCancellation(failure)) throw failure
    return await abandonedAs(life, abandoned.as)
  }
}

/** Open from the draft on, and in a later run as long as it was open at the end of the one before. */
const mayWithdraw = <KindFacts extends Facts>({ input: { carried } }: Life<KindFacts>): boolean =>
  carried === undefined || carried.state.actions.some(({ action }) => action === 'withdraw')

async function wentOn<KindFacts extends Facts>(life: Life<KindFacts>, process: Process<KindFacts>) {
  life.papers.takeUp()
  return await process(life.application)
}

/** At rest (no open Update, nothing unwritten) the case begins a new run from the state folded so far. */
async function beginAnew<KindFacts extends Facts>(life: Life<KindFacts>, { goesOn }: Onward): Promise<Closing> {
  const { input, record, counter, clocks, papers, steps, callBacks } = life
  for (const { action } of record.state.actions) if (action !== 'withdraw') counter.close(action)
  record.due(null)
  await condition(() => allHandlersFinished() && record.isCarried)
  const { tables, clocks: running } = clocks.carried()
  const carried: Carried = {
    stage: goesOn,
    state: record.state,
    seq: record.seq,
    breaths: papers.carried(),
    turns: steps.carried(),
    answers: callBacks.carried(),
    clocks: running,
  }
  return await continueAsNew<(input: CaseInput) => Promise<Closing>>({ ...input, tables, carried })
}

/** A draft left alone: its key is dropped by the office's chores, once nothing has to be read for it any more. */
const draftExpired = code('draft-expired')

function drafted<KindFacts extends Facts>({ record, input }: Life<KindFacts>): void {
  const { number, kind, track, channel, basedOn, tables, openedBy, openedAt } = input
  record.takeIn(parseInstant(openedAt) ?? record.now())
  const data = { number, kind, track, channel, basedOn, tables: tables.map(({ name }) => name) }
  record.append({ type: 'drafted', data }, { actor: openedBy })
}

type Abandon = (as: Closing) => void

/** The same person has an open case of this kind, or two passports: a person judges, never the system. */
async function watchForDuplicates<KindFacts extends Facts>(
  { application }: Life<KindFacts>,
  abandon: Abandon,
): Promise<void> {
  const { found, how } = await application.beside('duplicates')
  if (found === undefined || how === undefined) return
  const decision = await application.signOff('suspected-duplicate', { about: { case: found, how } })
  if (decision.outcome === 'same-case') abandon(closedAs('redirected', ['same-case']))
}

/** Withdrawn, or found to be another case: what was done is undone, last first, and the person is told. */
async function abandonedAs<KindFacts extends Facts>(life: Life<KindFacts>, closing: Closing): Promise<Closing> {
  const { application, record, counter } = life
  const wasDraft = record.state.status === 'draft'
  for (const { action } of record.state.actions) counter.close(action)
  await application.undo()
  // Nothing was filed: there is nothing to confirm.
  if (wasDraft) return closing
  const { reasons } = closing
  if (closing.outcome === 'redirected') await application.issue('redirect-notice', { tell: 'redirected', reasons })
  else await application.issue('withdrawal-confirmation', { tell: 'withdrawn' })
  return closing
}

const nothingOwed: Case['owed'] = new Map()

/** The outcome stops the clocks, is recorded, and is carried before the workflow returns; what is still owed to somebody goes on. */
async function close<KindFacts extends Facts>(life: Life<KindFacts>, closing: Closing): Promise<void> {
  const { record, counter, clocks, desk, papers, application, scope } = life
  for (const { action } of record.state.actions) counter.close(action)
  await application.appointments.giveBack()
  const owed = closing.outcome === 'granted' ? application.owed : nothingOwed
  clocks.cancelAll(new Set(owed.keys()))
  // A mail that reached nobody is still owed to them; every other task ends with the case.
  for (const { id, task } of record.state.tasks) if (task !== 'undelivered-message') desk.close(id, task, 'cancelled')
  record.append({ type: 'closed', data: closing })
  // Whatever still went on beside the way ends with the case.
  if (nothingOutlivesClosing()) scope.cancel()
  upsertSearchAttributes({ OneVisitStatus: ['closed'] })
  await Promise.all([...owed.values()].map((work) => work()))
  await condition(() => allHandlersFinished() && papers.nothingUnderWay())
  await record.emptied()
}
