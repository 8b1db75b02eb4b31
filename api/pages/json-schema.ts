import { z } from 'zod'
import { jsonSchemaOf } from '../commands/schemas.ts'

/** What of JSON Schema our forms use. */
export type Schema = {
  readonly type?: string | undefined
  readonly format?: string | undefined
  readonly enum?: readonly string[] | undefined
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, Schema>> | undefined
  readonly required?: readonly string[] | undefined
  readonly items?: Schema | undefined
  readonly anyOf?: readonly Schema[] | undefined
  readonly maxLength?: number | undefined
  readonly minItems?: number | undefined
  readonly identifier?: string | undefined
}

const read: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    type: z.string().optional(),
    format: z.string().optional(),
    enum: z.array(z.string()).optional(),
    const: z.unknown().optional(),
    properties: z.record(z.string(), read).optional(),
    required: z.array(z.string()).optional(),
    items: read.optional(),
    anyOf: z.array(read).optional(),
    maxLength: z.number().optional(),
    minItems: z.number().optional(),
    identifier: z.string().optional(),
  }),
)

const known = new WeakMap<object, Schema>()

/** A JSON Schema as our pages read it. */
export function readSchema(json: object): Schema {
  const kept = known.get(json)
  if (kept !== undefined) return kept
  const schema = read.parse(json)
  known.set(json, schema)
  return schema
}

/** The questions of a form, as our pages read them. */
export const drawnSchema = (schema: z.ZodType): Schema => readSchema(jsonSchemaOf(schema))

const isGroup = (schema: Schema): boolean => schema.properties !== undefined
/** One of several groups is asked as all their questions together: which it is, is known by what was filled in. */
function merged(schema: Schema): Schema {
  const { anyOf = [] } = schema
  if (anyOf.length === 0 || !anyOf.every(isGroup)) return schema
  const properties = Object.assign({}, ...anyOf.map((each) => each.properties))
  const required = Object.keys(properties).filter((name) => anyOf.every((each) => each.required?.includes(name)))
  return { type: 'object', properties, required }
}

/** A list of groups: each entry has questions of its own. */
export const isListOfGroups = ({ type, items }: Schema): boolean =>
  type === 'array' && items !== undefined && isGroup(merged(items))

/** The questions of an entry of a list. */
export const entryOf = ({ items = {} }: Schema): Schema => merged(items)

/** What is asked of every entry has one name: `claims.0.kind` is `claims.kind`. */
export const wordsPath = (path: string): string => path.replaceAll(/\.\d+(?=\.|$)/g, '')

const isDrawn = (schema: Schema): boolean => schema.type !== undefined || schema.enum !== undefined

export type Leaf = { readonly path: string; readonly schema: Schema; readonly optional: boolean }

/** Every question of a schema by its dotted path, in order; what is asked only beside something optional is optional. */
export function leavesOf(schema: Schema, prefix = '', optional = false): readonly Leaf[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, raw]) => {
    const part = merged(raw)
    const path = prefix === '' ? name : `${prefix}.${name}`
    const free = optional || schema.required?.includes(name) !== true
    if (isGroup(part)) return leavesOf(part, path, free)
    return isDrawn(part) ? [{ path, schema: part, optional: free }] : []
  })
}
