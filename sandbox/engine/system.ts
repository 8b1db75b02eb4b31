import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { instantText } from './clock.ts'
import type { Effect } from './state.ts'

export type Body = Record<string, unknown>

/** What is known when a call is answered. */
export interface Circumstances {
  readonly case: string
  readonly key: string
  /** Office time, milliseconds. */
  readonly now: number
  /** What the script wants to be answered; the rest is made up. */
  readonly named: Body
  /** What was done in this system before. */
  readonly effects: readonly Effect[]
}

/** A call that could be read. */
export interface Call<T> extends Circumstances {
  readonly body: T
}

interface OperationShape<T> {
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Express path below the system's own; never with anything personal in it. */
  readonly path: string
  readonly request: z.ZodType<T>
  /** `none`: looks only. `neither`: does something that is not ours to count. */
  readonly effect: 'none' | 'made' | 'undone' | 'neither'
  readonly status: 200 | 201 | 202
  readonly answer: (call: Call<T>) => Body
  /** What it is about, so that it is found again. */
  readonly subject?: (call: Call<T>) => string
  /** What the call-backs need of the request. */
  readonly kept?: (call: Call<T>) => Body
  /** Not answered by the script: somebody else's doing. */
  readonly unscripted?: true
}

interface Prepared {
  readonly answer: Body
  readonly subject: string
  readonly kept: Body
}

export interface Operation extends Omit<OperationShape<never>, 'request' | 'answer' | 'subject' | 'kept'> {
  /** The answer, or undefined when the request cannot be read. */
  readonly prepare: (raw: Body, circumstances: Circumstances) => Prepared | undefined
}

/** Hides the type of the request, so that a system can list operations of every shape. */
export function operation<T>({ request, answer, subject, kept, ...rest }: OperationShape<T>): Operation {
  return {
    ...rest,
    prepare: (raw, circumstances) => {
      const read = request.safeParse(raw)
      if (!read.success) return undefined
      const call = { ...circumstances, body: read.data }
      return {
        answer: { ...answer(call), ...circumstances.named },
        subject: subject?.(call) ?? '',
        kept: { ...kept?.(call), ...circumstances.named },
      }
    },
  }
}

/** What a system says later, by a call of its own. */
export interface CallBacks {
  /** The word that stands for `ok`. */
  readonly ok: string
  /** Milliseconds of office time until it says so unasked; null: only when told to. */
  readonly after: number | null
  /** The data of each word; the effect may be missing when called for no request. */
  readonly results: Readonly<Record<string, (about: About) => Body>>
}

export interface About {
  readonly now: number
  readonly step: string
  readonly kept: Body
}

export interface System {
  readonly code: string
  readonly title: string
  readonly titleZh: string
  readonly operations: readonly Operation[]
  readonly callBacks?: CallBacks
}

export const minutes = (count: number): number => count * 60_000
export const hours = (count: number): number => count * 3_600_000

/** Digits that look given out and are the same for the same key. */
export function serial(key: string, digits: number): string {
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 12)
  return String(Number.parseInt(hash, 16) % 10 ** digits).padStart(digits, '0')
}

/** What the script names, or else what is made up. */
export function namedOr(named: unknown, made: string): string {
  return typeof named === 'string' ? named : made
}

/** The local day of an instant: `20260311`. */
export function dayDigits(now: number): string {
  return instantText(now).slice(0, 10).replaceAll('-', '')
}

/** The local date so many years later. */
export function yearsLater(now: number, years: number): string {
  const [year, rest] = [instantText(now).slice(0, 4), instantText(now).slice(4, 10)]
  return `${Number(year) + years}${rest === '-02-29' ? '-02-28' : rest}`
}
