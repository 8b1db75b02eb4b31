import { show, type Visit } from './kit.ts'
import { fieldsFor } from './plain-fields.ts'
import { type Sent, textsOf } from './typed.ts'

/** What somebody typed while their session ended: where it was going, and its fields. */
export type Kept = {
  readonly path: string
  readonly fields: readonly { readonly name: string; readonly value: string }[]
}

const ownFields = new Set(['csrf', 'key'])

const fieldsOf = (sent: Sent): Kept['fields'] =>
  Object.keys(sent)
    .filter((name) => !ownFields.has(name))
    .flatMap((name) => textsOf(sent, name).map((value) => ({ name, value })))

/** What the form of this visit had brought. */
export const keptOf = ({ request, sent }: Visit): Kept => ({ path: request.originalUrl, fields: fieldsOf(sent) })

/** As it stands in the page while the person signs in: it never leaves their browser but to come back. */
const asText = (kept: Kept): string => Buffer.from(JSON.stringify(kept.fields)).toString('base64url')

/** Reads it back; whatever is no list of fields is none. */
export function fieldsIn(text: string): Kept['fields'] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    return Array.isArray(parsed) ? parsed.filter(isField).map(({ name, value }) => ({ name, value })) : []
  } catch {
    return []
  }
}

const isField = (entry: unknown): entry is Kept['fields'][number] =>
  typeof entry === 'object' &&
  entry !== null &&
  'name' in entry &&
  'value' in entry &&
  typeof entry.name === 'string' &&
  typeof entry.value === 'string'

type Asking = {
  readonly back: string
  readonly lead: string
  readonly status?: number
  readonly kept?: Kept
  readonly email?: string
  readonly refusal?: object
}

/** The page that asks who somebody is. */
export async function showSignIn(
  visit: Visit,
  { back, lead, status = 200, kept, email = '', refusal }: Asking,
): Promise<void> {
  const { speech } = visit
  const keeping = kept === undefined || kept.fields.length === 0 ? {} : { kept: asText(kept), keptFor: kept.path }
  const field = fieldsFor(speech)
  const fields = [
    field({ name: 'email', label: 'account.email', input: 'email', value: email, autocomplete: 'username' }),
    field({ name: 'password', label: 'account.password', input: 'password', autocomplete: 'current-password' }),
  ]
  const data = { back, lead, fields, refusal, ...keeping }
  await show(visit, { template: 'sign-in', title: speech.p('sign-in.title'), status, data })
}
