import { z } from 'zod'

/** That something was undone, as our side says it. */
export const undone = z.object({ undone: z.literal(true) })
export type Undone = z.infer<typeof undone>

/** The same as the other side says it, in whatever word. */
export const undoneOnTheWire = z
  .object({ state: z.enum(['deleted', 'withdrawn', 'taken-back']) })
  .transform((): Undone => ({ undone: true }))
