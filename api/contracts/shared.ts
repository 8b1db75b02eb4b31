import { z } from 'zod'

export const id = z.string().min(1).max(64)
export const byId = z.strictObject({ id })
export const instant = z.iso.datetime({ offset: true })
/** Anything at all as JSON. */
export const anything = z.record(z.string(), z.json())

const cursor = z.string().max(300)
const limit = z.coerce.number().int().min(1).max(200)

/** How a list is asked for, page by page. */
export const paging = { cursor: cursor.optional(), limit: limit.optional() }
export const pageQuery = z.strictObject(paging)

/** A page of a list; `next` is the cursor of the page after it. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), next: z.string().nullable() })

const fault = z.strictObject({ pointer: z.string(), code: z.string(), message: z.string() }).meta({ id: 'Fault' })

/** RFC 9457; `type` ends in the code. */
export const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    errors: z.array(fault),
  })
  .meta({ id: 'Problem' })

export const accepted = z.strictObject({ location: z.string().nullable() }).meta({ id: 'BeingDone' })
