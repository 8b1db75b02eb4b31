import { z } from 'zod'
import { answer } from './answer.ts'
import { type Collection, openStore, type Store } from './store.ts'
import { type ToldApart, toldApart } from './told-apart.ts'

const json = z.record(z.string(), z.unknown())

/** Something done here for a case: a line of the book. */
const effect = z.object({
  seq: z.number(),
  system: z.string(),
  case: z.string(),
  method: z.string(),
  operation: z.string(),
  /** The Idempotency-Key it came with; call-backs name it as their `step`. */
  step: z.string(),
  /** Office time, milliseconds. */
  at: z.number(),
  counts: z.enum(['made', 'undone', 'neither']),
  /** What it is about (a passport, a number given out), to find it again. */
  subject: z.string(),
  undone: z.boolean(),
  /** What its call-backs need of the request. */
  kept: z.record(z.string(), z.unknown()),
  decided: z.object({ result: z.string(), data: json }).nullable(),
})
export type Effect = z.infer<typeof effect>

/** A call-back still to be made, or made. */
const callBack = z.object({
  id: z.string(),
  system: z.string(),
  case: z.string().nullable(),
  step: z.string().nullable(),
  effect: z.number().nullable(),
  result: z.string(),
  data: json,
  dueAt: z.number(),
  times: z.number(),
  /** Nobody asked for it: it is the system's own answer in its usual time. */
  own: z.boolean(),
  state: z.enum(['waiting', 'sent', 'parked']),
  statuses: z.array(z.number()),
})
export type CallBack = z.infer<typeof callBack>

const mail = z.object({
  id: z.string(),
  to: z.string(),
  from: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  messageId: z.string(),
  attachments: z.array(z.string()),
  at: z.number(),
  bounced: z.boolean(),
})
export type Mail = z.infer<typeof mail>

const reply = z.object({ status: z.number(), body: json })
export type Reply = z.infer<typeof reply>

const script = z.object({ answers: z.array(answer), always: answer.nullable() })
const byHand = z.object({ cases: z.union([z.literal('all'), z.array(z.string())]) })
const clockSetting = z.object({ offset: z.number(), heldAt: z.number().nullable() })
export type ClockSetting = z.infer<typeof clockSetting>

/** Everything that is kept over a restart. */
export interface State {
  readonly store: Store
  readonly effects: Collection<Effect>
  readonly replies: Collection<Reply>
  readonly callBacks: Collection<CallBack>
  readonly mails: Collection<Mail>
  readonly scripts: Collection<z.infer<typeof script>>
  readonly mailScripts: Collection<string[]>
  readonly byHand: Collection<z.infer<typeof byHand>>
  /** By case number. */
  readonly apart: Collection<ToldApart>
  readonly clock: Collection<ClockSetting>
}

/** Opens the state kept in `file`; without one it lives as long as the process. */
export function openState(file?: string): State {
  const store = openStore(file)
  return {
    store,
    effects: store.collection('effects', effect),
    replies: store.collection('replies', reply),
    callBacks: store.collection('call-backs', callBack),
    mails: store.collection('mails', mail),
    scripts: store.collection('scripts', script),
    mailScripts: store.collection('mail-scripts', z.array(z.string())),
    byHand: store.collection('by-hand', byHand),
    apart: store.collection('told-apart', toldApart),
    clock: store.collection('clock', clockSetting),
  }
}
