import { z } from 'zod'
import type { Centre } from '../centre/centre.ts'
import { type Answer, isTaken } from './answer.ts'
import { type Door, openDoor, type People, type Sending } from './door.ts'
import type { Scenario } from './scenario-file.ts'

/** A case by the name the story gives it. */
export type OpenedCase = Readonly<{ name: string; id: string; number: string; openedBy: string }>

/** One story being played: the centre it is played in, its people, and what it has opened so far. */
export type Play = Readonly<{
  centre: Crashable
  scenario: Scenario
  people: People
  sandbox: Door
  cases: Map<string, OpenedCase>
  plans: Map<string, string>
}>

/** Nothing but a story in which something is killed asks more of its centre. */
type Crashable = Pick<Centre, 'crash'>

export const beginPlay = (
  centre: Crashable & Pick<Centre, 'sandboxUrl'>,
  scenario: Scenario,
  people: People,
): Play => ({
  centre,
  scenario,
  people,
  sandbox: openDoor(centre.sandboxUrl),
  cases: new Map(),
  plans: new Map(),
})

/** The case of this name. @throws Error when no step has opened one. */
export function caseOf({ cases }: Play, name: string): OpenedCase {
  const found = cases.get(name)
  if (found === undefined) throw new Error(`no case ${name} has been opened`)
  return found
}

/** What may be read by anyone who may: the supervisor is over all teams. */
export const overseer = 'supervisor'

/** Reads something that must be there, as an account. @throws Error with what came instead. */
export async function readAs<Body>(play: Play, account: string, { path, schema }: Reading<Body>): Promise<Body> {
  const answer = await (await play.people.as(account)).get(path)
  if (!isTaken(answer)) throw new Error(`${account} GET ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return schema.parse(answer.body)
}

export type Reading<Body> = Readonly<{ path: string; schema: z.ZodType<Body> }>

const page = z.object({ items: z.array(z.unknown()), next: z.string().nullish() })

/** All items of a list, page by page. */
export async function listAs<Item>(play: Play, account: string, { path, schema }: Reading<Item>) {
  const items: Item[] = []
  for (let next: string | null | undefined = ''; next !== null && next !== undefined; ) {
    const joint = path.includes('?') ? '&' : '?'
    const from: string = next === '' ? path : `${path}${joint}cursor=${encodeURIComponent(next)}`
    const read = await readAs(play, account, { path: from, schema: page })
    items.push(...read.items.map((item) => schema.parse(item)))
    next = read.next
  }
  return items
}

/** Sends a request as an account, as often as its step says. */
export async function sendAs(play: Play, account: string, request: Request): Promise<Answer> {
  const door = await play.people.as(account)
  const { method = 'POST', path, body, sending } = request
  return await door.sendKeyed({ method, path, body, ...sending })
}

type Request = Readonly<{ method?: 'POST' | 'PATCH' | 'DELETE'; path: string; body?: unknown; sending?: Sending }>

/** How a request of a step is sent; of several in one step, each under a key of its own made from the step's. */
export const sendingOf = (
  { key, repeat }: { readonly key?: string | undefined; readonly repeat: number },
  part = '',
): Sending => ({ key: key === undefined ? undefined : `${key}${part}`, repeat })
