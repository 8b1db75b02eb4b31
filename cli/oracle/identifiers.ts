import { z } from 'zod'
import { checkIdentifier } from '../../domain/identity/identifiers/check-identifier.ts'
import type { IdentifierCheck } from '../../domain/identity/identifiers/identifier-check.ts'
import { type Difference, dayForm, differencesOfAll, type Played, playEach } from './played.ts'

const common = { onDate: dayForm.optional(), expect: z.record(z.string(), z.unknown()) }

const nameForm = { familyName: z.string(), givenNames: z.string() }

const caseForm = z.discriminatedUnion('type', [
  z.object({ type: z.literal('mrz-td3'), input: z.union([z.string(), z.array(z.string())]), ...common }),
  z.object({
    type: z.literal('name-match'),
    input: z.object({ form: z.object(nameForm), mrz: z.object({ ...nameForm, nameTruncated: z.boolean() }) }),
    ...common,
  }),
  z.object({
    type: z.literal([
      'uscc',
      'resident-id',
      'permanent-resident-id',
      'passport-number',
      'work-permit-number',
      'case-number',
      'verification-code',
      'phone',
      'name',
    ]),
    input: z.string(),
    ...common,
  }),
])

/** Plays the cases of a file in the form of `identifiers.json`. */
export function playIdentifiers(cases: readonly unknown[]): Iterable<Played> {
  return playEach(cases, playIdentifier)
}

function playIdentifier(entry: unknown): readonly Difference[] {
  const read = caseForm.parse(entry)
  return differencesOfAll(read.expect, checked(read))
}

function checked(read: z.infer<typeof caseForm>): IdentifierCheck {
  if (read.type === 'mrz-td3') return checkIdentifier(read.type, read.input, read.onDate)
  if (read.type === 'name-match') return checkIdentifier(read.type, read.input, read.onDate)
  return checkIdentifier(read.type, read.input, read.onDate)
}
