import { z } from 'zod'

/** An instant with its offset. */
export const instant = z.iso.datetime({ offset: true })
export const words = z.array(z.string())
export const json = z.record(z.string(), z.unknown())
const anyone = z.string().min(1)

export const common = {
  at: instant,
  /** For whoever reads the story. */
  why: z.string().optional(),
  refused: z.union([z.string(), words]).optional(),
  repeat: z.number().int().min(1).max(20).default(1),
  key: z.string().optional(),
}
export const bySomeone = { ...common, by: anyone }
/** Nobody of ours does these: the outside, the mail server, the machine. */
export const byNobody = { ...common, by: z.string().optional() }
