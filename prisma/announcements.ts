import pg from 'pg'
import type { Prisma } from './client.ts'

/** What PostgreSQL tells every process: a case has come to an event, or the slots of a purpose have changed. */
export type Announcement = { readonly case: string; readonly seq: number } | { readonly slot: string }

type Listener = { readonly hear: (announcement: Announcement) => void; readonly ended: () => void }

export type Announcements = {
  /** Calls back with each from now on, and once when there will be no more. */
  subscribe(listener: Listener): void
  close(): Promise<void>
}

const channel = 'case_events'
const knockAgainMillis = 1000

/** Listens to the store on a connection of its own; one that breaks is made again, whoever subscribed stays. */
export function listenToStore(url: string): Announcements {
  const listeners: Listener[] = []
  const state: { client?: pg.Client; closed: boolean; timer?: NodeJS.Timeout } = { closed: false }

  const again = () => {
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
    client.on('notification', ({ payload }) => {
      const announcement = read(payload)
      if (announcement !== undefined) for (const { hear } of listeners) hear(announcement)
    })
    await client.connect()
    await client.query(`LISTEN ${channel}`)
  }

  open().catch(again)
  return {
    subscribe: (listener) => void listeners.push(listener),
    close: async () => {
      state.closed = true
      for (const { ended } of listeners) ended()
      clearTimeout(state.timer)
      await state.client?.end().catch(() => undefined)
    },
  }
}

/** What does not fit was not said by us. */
function read(payload = ''): Announcement | undefined {
  const said: unknown = JSON.parse(payload)
  if (typeof said !== 'object' || said === null) return undefined
  if ('slot' in said && typeof said.slot === 'string') return { slot: said.slot }
  if (!('case' in said) || !('seq' in said)) return undefined
  const { case: id, seq } = said
  return typeof id === 'string' && typeof seq === 'number' ? { case: id, seq } : undefined
}

/** Tells every process that the slots of a purpose have changed. */
export async function announceSlots(prisma: Prisma, purpose: string): Promise<void> {
  await prisma.$executeRaw`SELECT pg_notify(${channel}, ${JSON.stringify({ slot: purpose })})`
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
