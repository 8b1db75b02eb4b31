import type { IClient, IMessage } from 'peer'
import { findSeat, leaveSeat, touchSeat } from '../../prisma/call-seats.ts'
import { leaveSignal, takeSignals } from '../../prisma/call-signals.ts'
import type { Parts } from '../parts.ts'
import { seatCounts } from './admit-peer.ts'

export type SwitchboardParts = Pick<Parts, 'prisma' | 'officeTime' | 'announcements' | 'logger'>

/**
 * Who is connected to this process: their presence is written down, and words for whoever is connected to another one
 * are left in PostgreSQL, which tells that one (`docs/decisions/0008`).
 */
export function createSwitchboard({ prisma, officeTime }: SwitchboardParts) {
  const here = new Map<string, IClient>()

  /** Brings what was left for somebody who is connected here. */
  async function bring(peer: string): Promise<void> {
    const client = here.get(peer)
    if (client === undefined) return
    for (const body of await takeSignals(prisma, peer)) client.send(JSON.parse(body))
  }

  /** Still there; whoever's place does not count any more, or whose room is closed, is shown out. */
  async function stay(client: IClient): Promise<void> {
    const seat = await findSeat(prisma, client.getId())
    if (seat !== undefined && (await seatCounts({ prisma, officeTime }, seat)))
      await touchSeat(prisma, seat.peer, new Date())
    else client.getSocket()?.close()
  }

  return {
    bring,
    come: async (client: IClient): Promise<void> => {
      here.set(client.getId(), client)
      await touchSeat(prisma, client.getId(), new Date())
      await bring(client.getId())
    },
    go: async (client: IClient): Promise<void> => {
      if (here.get(client.getId()) === client) here.delete(client.getId())
      await leaveSeat(prisma, client.getId(), new Date())
    },
    /** What the library does not do itself: presence, and whoever it does not know. */
    hear: async (client: IClient, { type, dst, payload }: IMessage): Promise<void> => {
      if (String(type) === 'HEARTBEAT') return await stay(client)
      if (typeof dst !== 'string' || here.has(dst)) return
      await leaveSignal(prisma, dst, JSON.stringify({ type, src: client.getId(), dst, payload }))
    },
    close: (): void => {
      for (const client of here.values()) client.getSocket()?.terminate()
    },
  }
}
