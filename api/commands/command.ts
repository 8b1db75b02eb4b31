import type { z } from 'zod'
import type { Caller } from '../../domain/identity/roles.ts'
import type { Instant } from '../../domain/time/local-date.ts'
import type { Parts } from '../parts.ts'
import type { Problem } from '../problems.ts'

/** A thing a person does, taken in: who, what, and the office time by which it counts. */
export type Command<Input> = {
  /** Made of account and Idempotency-Key; the id of its Update, and of whatever it makes. */
  readonly id: string
  readonly caller: Caller
  readonly input: Input
  readonly at: Instant
  /** Sent before, its answer lost: what it asks may be done already. */
  readonly resent: boolean
}

/** What became of a command. */
export type Outcome =
  | { readonly done: unknown; readonly created?: string }
  | Problem
  /** Kept, and still being done. */
  | { readonly pending: string | null }

/** One thing a person can do; knows nothing of HTTP. */
export type CommandDefinition<Input> = {
  readonly operation: string
  /** What is read back when the command has to be sent again. */
  readonly input: z.ZodType<Input>
  /** The case it is about, where that is known before it is done. */
  readonly caseOf: (input: Input) => string | null
  readonly run: (parts: Parts, command: Command<Input>) => Promise<Outcome>
}

export const defineCommand = <Input>(definition: CommandDefinition<Input>): CommandDefinition<Input> => definition
