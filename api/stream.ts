import type { Request, RequestHandler, Response } from 'express'
import type { Caller } from '../domain/identity/roles.ts'
import { type Announcement, type Announcements, tasksTouched } from '../prisma/announcements.ts'
import { findCase } from '../prisma/lists.ts'
import { findTask } from '../prisma/tasks.ts'
import type { OperationContract } from './contracts/operation.ts'
import { streamOperation } from './contracts/time.ts'
import type { Parts } from './parts.ts'
import { sendProblem } from './problems.ts'
import { languageOf } from './routes/language.ts'
import { callerOf } from './sign-in.ts'

/** What somebody is told: ids only. */
type Told = Exclude<Announcement, { readonly signal: string }> | { readonly task: string }
/** An announcement with its place: machine time and a number, so that another process can go on from it. */
type Line = { readonly id: string; readonly at: number; readonly told: Told }
type Listener = { readonly caller: Caller; readonly response: Response }
type StreamParts = Pick<Parts, 'prisma' | 'translator' | 'config' | 'logger'>

/** How many announcements are remembered for those who come back. */
const remembered = 5000
/** Another process hears the same a little earlier or later. */
const betweenProcessesMillis = 5000
const keepAliveMillis = 15_000

/** The stream, where the store tells of changes; its contract joins those of the other operations. */
export function streamHandlers(
  parts: StreamParts & Pick<Parts, 'announcements'>,
  contracts: OperationContract[],
): readonly (readonly [string, RequestHandler])[] {
  if (parts.announcements === undefined) return []
  contracts.push(streamOperation)
  return [[streamOperation.path, createStream(parts, parts.announcements)]]
}

/** Server-sent events for everybody who is signed in: what changed of what they may see. */
function createStream(parts: StreamParts, announcements: Announcements): RequestHandler {
  const { prisma, logger } = parts
  const listeners = new Set<Listener>()
  const lines: Line[] = []
  const lastSeq = new Map<string, number>()
  let number = 0

  const keep = (told: Told): Line => {
    number += 1
    const line = { id: `${Date.now()}-${number}`, at: Date.now(), told }
    lines.push(line)
    if (lines.length > remembered) lines.shift()
    return line
  }

  async function linesOf(announcement: Announcement): Promise<readonly Line[]> {
    // Of no interest to pages: it is for the signalling of a video room.
    if ('signal' in announcement) return []
    if ('slot' in announcement) return [keep(announcement)]
    const { case: caseId, seq: upTo } = announcement
    const after = lastSeq.get(caseId) ?? upTo - 1
    lastSeq.set(caseId, upTo)
    const tasks = await tasksTouched(prisma, { caseId, after, upTo })
    return [keep(announcement), ...tasks.map((task) => keep({ task }))]
  }

  async function announce(announcement: Announcement): Promise<void> {
    const fresh = await linesOf(announcement)
    await Promise.all([...listeners].map((listener) => tell(prisma, listener, fresh)))
  }

  announcements.subscribe({
    hear: (announcement) => {
      announce(announcement).catch(() => logger.warn('something that changed could not be told'))
    },
    ended: () => {
      for (const { response } of listeners) response.end()
    },
  })

  return (request, response) => {
    const caller = callerOf(request)
    if (caller === undefined) {
      const { translator, config } = parts
      const speaking = { translator, language: languageOf(request), publicUrl: config.publicUrl }
      return sendProblem(response, { refused: 'signed-out' }, speaking)
    }
    const listener = { caller, response }
    begin(response)
    const missed = linesSince(lines, request)
    if (missed === undefined) response.write('event: missed\ndata: {}\n\n')
    else tell(prisma, listener, missed).catch(() => response.end())
    listeners.add(listener)
    const alive = setInterval(() => response.write(': alive\n\n'), keepAliveMillis)
    request.on('close', () => {
      clearInterval(alive)
      listeners.delete(listener)
    })
  }
}

function begin(response: Response): void {
  response.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  })
  response.flushHeaders()
  response.write('retry: 2000\n\n')
}

/** What was announced since the last line somebody has; undefined when that is no longer known: they read anew. */
function linesSince(lines: readonly Line[], request: Request): readonly Line[] | undefined {
  const last = request.headers['last-event-id']
  if (typeof last !== 'string' || last === '') return []
  const known = lines.findIndex(({ id }) => id === last)
  if (known >= 0) return lines.slice(known + 1)
  const since = Number(last.split('-')[0]) - betweenProcessesMillis
  const oldest = lines[0]?.at
  return oldest !== undefined && oldest <= since ? lines.filter(({ at }) => at >= since) : undefined
}

async function tell(prisma: Parts['prisma'], { caller, response }: Listener, lines: readonly Line[]): Promise<void> {
  for (const { id, told } of lines) {
    if (await maySee(prisma, caller, told)) response.write(`id: ${id}\ndata: ${JSON.stringify(told)}\n\n`)
  }
}

async function maySee(prisma: Parts['prisma'], caller: Caller, told: Told): Promise<boolean> {
  if ('slot' in told) return true
  if ('task' in told) return (await findTask(prisma, caller, told.task)) !== undefined
  return (await findCase(prisma, caller, told.case)) !== undefined
}
