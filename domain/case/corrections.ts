import type { Definition } from './definition.ts'
import { type Refusal, refuse } from './refusal.ts'

const isMaterial = (definition: Definition, what: string): boolean => what in definition.materials

/** Does something that was changed answer what a reason asks for? `employer.*` is any field below it, `*` any material. */
function answers(definition: Definition, asked: string, touched: string): boolean {
  if (asked === '*') return isMaterial(definition, touched)
  if (asked.endsWith('.*')) return touched === asked.slice(0, -2) || touched.startsWith(asked.slice(0, -1))
  return touched === asked || touched.startsWith(`${asked}.`)
}

const concerns = (definition: Definition, reason: string, touched: readonly string[]): boolean =>
  (definition.reasons.correction[reason] ?? []).some((asked) =>
    touched.some((what) => answers(definition, asked, what)),
  )

/** An answer must touch every reason given; it is taken whole or turned away whole. */
export function admitCorrections(
  definition: Definition,
  reasons: readonly string[],
  touched: readonly string[],
): Refusal | undefined {
  const untouched = reasons.filter((reason) => !concerns(definition, reason, touched))
  return untouched.length === 0 ? undefined : refuse('corrections-incomplete', { reasons: untouched.join(' ') })
}

/** After one answer a new notice may name only what that answer changed: everything else had to be said at once. */
export function admitFurtherReasons(
  definition: Definition,
  reasons: readonly string[],
  touched: readonly string[] | undefined,
): Refusal | undefined {
  if (touched === undefined) return undefined
  const old = reasons.filter((reason) => !concerns(definition, reason, touched))
  return old.length === 0 ? undefined : refuse('reasons-not-new', { reasons: old.join(' ') })
}
