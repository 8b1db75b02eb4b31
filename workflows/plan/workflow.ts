import { allHandlersFinished, condition, continueAsNew } from '@temporalio/workflow'
import { parseInstant } from '../../domain/time/local-date.ts'
import { hear } from './acts.ts'
import { type Due, nextDue } from './agenda.ts'
import { createLife, hasSomething, isOver, isToBeginAnew, type Life, type PlanInput } from './life.ts'
import { ask, look } from './replan.ts'
import { issue } from './tell.ts'

/** One visit: a plan follows its cases and owns none; what fails or moves in one of them plans the rest anew and is told. */
export async function plan(input: PlanInput): Promise<void> {
  const life = createLife(input)
  hear(life)
  void life.record.carry()
  if (input.carried === undefined) make(life)
  for (;;) {
    await untilSomethingToDo(life)
    if (isOver(life)) return await end(life)
    if (isToBeginAnew(life)) return await beginAnew(life)
    await doNext(life)
  }
}

function make({ input, time, record, now }: Life): void {
  time.takeIn(parseInstant(input.madeAt) ?? time.now())
  record.append({ type: 'made', data: { number: input.number, matters: input.matters } }, input.madeBy)
  now.toLook = true
  now.toAsk = true
  now.asked = true
}

/** Until a case or the person says something, or the hour of something of its own has come. */
async function untilSomethingToDo(life: Life): Promise<void> {
  const something = () => hasSomething(life)
  while (!something()) {
    const due = nextDue(life.record.state, life.time.now())
    life.record.due(due?.at ?? null)
    if (due === undefined) await condition(something)
    else if (!(await condition(something, life.time.millisUntil(due.at)))) come(life, due)
  }
}

/** What is due counts by its own instant, however late a busy worker comes to it. */
function come({ time, now }: Life, { what, at }: Due): void {
  time.takeIn(at)
  if (what === 'look') now.toLook = true
  if (what === 'ask') now.toAsk = true
}

async function doNext(life: Life): Promise<void> {
  const { now } = life
  if (now.toLook && !life.isDone()) return await look(life)
  if (now.toAsk && !life.isDone()) return await ask(life)
  if (!now.asked) return await issue(life, true)
  now.asked = false
  await issue(life, false)
}

async function beginAnew({ record, now, input }: Life): Promise<void> {
  await record.emptied()
  await condition(allHandlersFinished)
  await continueAsNew<typeof plan>({ ...input, carried: { state: record.state, turn: now.turn } })
}

async function end({ record, now }: Life): Promise<void> {
  await condition(() => now.mails === 0)
  await record.emptied()
  await condition(allHandlersFinished)
}
