import { z } from 'zod'

const mostMetres = 100_000

/** What the homes of a lot are like, and how far they lie. */
export const homeSchema = z.strictObject({
  rooms: z.number().int().min(1).max(9),
  squareMetres: z.number().int().min(5).max(500),
  metro: z.string().trim().min(1).max(60),
  metroMetres: z.number().int().min(0).max(mostMetres),
  centreMetres: z.number().int().min(0).max(mostMetres),
})
