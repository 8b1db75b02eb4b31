import { z } from 'zod'
import { type Answer, answer } from './answer.ts'

const script = z.object({ answers: z.array(answer), always: answer.nullable() })

/** What is told of one case apart from all others: a story of another time is played with it. */
export const toldApart = z.object({
  /** The instant at which the outside sees it, in milliseconds; null: as everything else. */
  now: z.number().nullable(),
  /** No system calls back for it by itself. */
  byHand: z.boolean(),
  /** By system, before what is scripted for everybody. */
  scripts: z.record(z.string(), script),
})
export type ToldApart = z.infer<typeof toldApart>

interface Apart {
  readonly get: (number: string) => ToldApart | undefined
  readonly put: (number: string, told: ToldApart) => void
}

const asAllOthers: ToldApart = { now: null, byHand: false, scripts: {} }

/** What is told of a case; nothing, of most. */
export const toldOf = (apart: Apart, number: string): ToldApart => apart.get(number) ?? asAllOthers

/** The instant at which the outside sees a case: its own, or everybody's. */
export const seenAt = (apart: Apart, number: string, now: number): number => toldOf(apart, number).now ?? now

/** Takes the next answer off the case's own script; undefined where it has none for this system. */
export function ownAnswer(apart: Apart, number: string, system: string): Answer | undefined {
  const told = apart.get(number)
  const own = told?.scripts[system]
  if (told === undefined || own === undefined) return undefined
  const [first, ...rest] = own.answers
  if (first === undefined) return own.always ?? undefined
  apart.put(number, { ...told, scripts: { ...told.scripts, [system]: { ...own, answers: rest } } })
  return first
}
