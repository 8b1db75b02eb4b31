import { createHash } from 'node:crypto'
import type { Request } from 'express'
import type { Caller } from '../domain/identity/roles.ts'
import type { Announcements } from '../prisma/announcements.ts'

/** Who holds a session, and until when (machine time, milliseconds). */
export type Held = { readonly caller: Caller; readonly until: number }

/** What was found out a moment ago of who asks. */
export type Sessions = {
  /** Who asks; the store is asked by `look` unless it said so within the last seconds and nothing has changed since. */
  callerOf(request: Request, look: () => Promise<Held | undefined>): Promise<Caller | undefined>
  /** An account's sessions are asked for anew at once, before this process is told by the store. */
  forget(accountId: string): void
}

/** Machine time. A sign-out or another role is told at once; this bounds what is believed if a telling is lost. */
const rememberedMillis = 5000
const most = 10_000

type Remembered = Held & { readonly hearing: object }

/** Never the token itself, only its hash. */
const nameOf = ({ headers }: Request): string =>
  createHash('sha256').update(`${headers.authorization}\n${headers.cookie}`).digest('base64')

/** Remembers who holds a session only while this process hears of every change; without that the store is asked each time. */
export function createSessions(announcements?: Announcements): Sessions {
  const known = new Map<string, Remembered>()
  let changes = 0

  const forget = (isMeant: (caller: Caller) => boolean): void => {
    changes += 1
    for (const [name, { caller }] of known) if (isMeant(caller)) known.delete(name)
  }

  announcements?.subscribe({
    accountChanged: ({ what, id }) =>
      forget(({ accountId, personId }) => (what === 'Person' ? personId === id : accountId === id)),
  })

  const remembered = (name: string, hearing: object): Caller | undefined => {
    const found = known.get(name)
    if (found === undefined || found.hearing !== hearing || found.until <= Date.now()) return undefined
    return found.caller
  }

  const remember = (name: string, { caller, until }: Held, hearing: object): void => {
    const oldest = known.keys().next().value
    if (known.size >= most && oldest !== undefined) known.delete(oldest)
    known.set(name, { caller, until: Math.min(until, Date.now() + rememberedMillis), hearing })
  }

  return {
    async callerOf(request, look) {
      const hearing = announcements?.hearing()
      if (hearing === undefined) return (await look())?.caller
      const name = nameOf(request)
      const found = remembered(name, hearing)
      if (found !== undefined) return found
      const before = changes
      const held = await look()
      // What was read before a change that was told meanwhile is good for this request alone.
      if (held !== undefined && changes === before) remember(name, held, hearing)
      return held?.caller
    },
    forget: (accountId) => forget((caller) => caller.accountId === accountId),
  }
}
