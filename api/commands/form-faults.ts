import type { z } from 'zod'
import type { Fault } from '../../domain/case/form.ts'

type Issue = z.core.$ZodIssue

const escaped = (step: PropertyKey): string => String(step).replaceAll('~', '~0').replaceAll('/', '~1')

const pointerOf = (base: string, path: readonly PropertyKey[]): string =>
  `${base}${path.map((step) => `/${escaped(step)}`).join('')}`

/** Codes that a schema gave a fault itself (`params.code`), as identifiers and dates do. */
function ownCode(issue: Issue): string | undefined {
  if (issue.code !== 'custom') return undefined
  const code: unknown = issue.params?.['code']
  return typeof code === 'string' ? code : undefined
}

function faultsOfIssue(issue: Issue, base: string): readonly Fault[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ pointer: pointerOf(base, [...issue.path, key]), code: 'field-unknown' }))
  const code = ownCode(issue) ?? (issue.input === undefined ? 'field-missing' : 'field-invalid')
  return [{ pointer: pointerOf(base, issue.path), code }]
}

/** Every fault that a schema found, by JSON pointer and code. The schema must be read with `reportInput`. */
export const faultsOf = (error: z.core.$ZodError, base: string): readonly Fault[] =>
  error.issues.flatMap((issue) => faultsOfIssue(issue, base))
