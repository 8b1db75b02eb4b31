import pg from 'pg'
import type { Prisma } from './client.ts'

/**
 * What PostgreSQL tells every process: a case has come to an event, the slots of a purpose have changed, or a word of
 * the signalling waits for somebody in a video room.
 */
export type Announcement =
  | { readonly case: string; readonly seq: number }
  | { readonly slot: string }
  | { readonly signal: string }

/** Of an account: one of its sessions, the account itself, or the person it is; `id` is the account's, else the person's. */
export type AccountChange = { readonly what: 'session' | 'user' | 'Person'; readonly id: string }

type Listener = {
  readonly hear?: (announcement: Announcement) => void
  readonly accountChanged?: (change: AccountChange) => void
  readonly ended?: () => void
}

export type Announcements = {
  /** Calls back with each from now on, and once when there will be no more. */
  subscribe(listener: Listener): void
  /**
   * The stretch of time in which everything is heard: the same object as long as nothing can have been missed; undefined
   * while nothing is heard. What is remembered from an earlier stretch may be out of date.
   */
  hearing(): object | undefined
  close(): Promise<void>
}

const channel = 'case_events'
const accountChannel = 'account_changes'
const knockAgainMillis = 1000

type State = { client?: pg.Client; closed: boolean; timer?: NodeJS.Timeout; hearing?: object }

/** Listens to the store on a connection of its own; one that breaks is made again, whoever subscribed stays. */
export function listenToStore(url: string): Announcements {
  const listeners: Listener[] = []
  const state: State = { closed: false }

  const again = () => {
    delete state.hearing
    if (state.closed || state.timer !== undefined) return
    state.timer = setTimeout(() => {
      delete state.timer
      open().catch(again)
    }, knockAgainMillis)
  }

  async function open(): Promise<void> {
    const client = new pg.Client({ connectionString: url })
    state.client = client
    client.on('error', again)
    client.on('end', again)
    client.on('notification', (told) => tell(listeners, told))
    await client.connect()
    await client.query(`LISTEN ${channel}; LISTEN ${accountChannel}`)
    state.hearing = {}
  }

  open().catch(again)
  return {
    subscribe: (listener) => void listeners.push(listener),
    hearing: () => state.hearing,
    close: async () => {
      state.closed = true
      delete state.hearing
      for (const { ended } of listeners) ended?.()
      clearTimeout(state.timer)
      await state.client?.end().catch(() => undefined)
    },
  }
}

function tell(listeners: readonly Listener[], { channel: from, payload }: pg.Notification): void {
  const change = from === accountChannel ? readChange(payload) : undefined
  const announcement = from === channel ? read(payload) : undefined
  for (const { hear, accountChanged } of listeners) {
    if (change !== undefined) accountChanged?.(change)
    if (announcement !== undefined) hear?.(announcement)
  }
}

function readChange(payload = ''): AccountChange | undefined {
  const [what, id = ''] = payload.split(':')
  return what === 'session' || what === 'user' || what === 'Person' ? { what, id } : undefined
}

/** What does not fit was not said by us. */
function read(payload = ''): Announcement | undefined {
  const said: unknown = JSON.parse(payload)
  if (typeof said !== 'object' || said === null) return undefined
  const { slot, signal, case: id, seq }: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(said))
  if (typeof slot === 'string') return { slot }
  if (typeof signal === 'string') return { signal }
  return typeof id === 'string' && typeof seq === 'number' ? { case: id, seq } : undefined
}

/** Tells every process that the slots of a purpose have changed. */
export async function announceSlots(prisma: Prisma, purpose: string): Promise<void> {
  await prisma.$executeRaw`SELECT pg_notify(${channel}, ${JSON.stringify({ slot: purpose })})`
}

/** Tells every process that a word of the signalling waits for somebody. */
export async function announceSignal(prisma: Prisma, peer: string): Promise<void> {
  await prisma.$executeRaw`SELECT pg_notify(${channel}, ${JSON.stringify({ signal: peer })})`
}

const taskTypes = [
  'task-opened',
  'task-claimed',
  'task-released',
  'task-assigned',
  'task-outcomes-changed',
  'decided',
  'task-closed',
]

/** The tasks that the events of a case after one, up to another, were about. */
export async function tasksTouched(
  prisma: Prisma,
  { caseId, after, upTo }: { readonly caseId: string; readonly after: number; readonly upTo: number },
): Promise<readonly string[]> {
  const rows = await prisma.event.findMany({
    where: { caseId, seq: { gt: after, lte: upTo }, type: { in: taskTypes } },
    select: { data: true },
  })
  return [...new Set(rows.flatMap(({ data }) => idOf(data)))]
}

const idOf = (data: unknown): readonly string[] =>
  typeof data === 'object' && data !== null && 'id' in data && typeof data.id === 'string' ? [data.id] : []
