import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import express from 'express'
import { ExpressPeerServer, type IClient, type IMessage } from 'peer'
import { admitPeer } from './admit-peer.ts'
import { createSwitchboard, type SwitchboardParts } from './switchboard.ts'

/** Where the browsers' signalling is found; its connections end in `/peerjs`. */
const signallingPath = '/peer'
/** A connection that says nothing for so long is broken; browsers say something every five seconds. */
const aliveMillis = 20_000

/** The library's own http routes are not served: a page knows its name already. */
function openPeers(gate: Server) {
  const peers = ExpressPeerServer(gate, { path: '/', allow_discovery: false, alive_timeout: aliveMillis })
  express().use(signallingPath, peers)
  return peers
}

const turnAway = (socket: Duplex): void => {
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
}

/**
 * The signalling of video calls on our own server: only who brings the ticket of a place in an open room is connected.
 * The library hears of nobody else, as it listens to a server of its own that is handed whoever was let in.
 */
export function openSignalling(server: Server, parts: SwitchboardParts): { readonly close: () => void } {
  const gate = createServer()
  const peers = openPeers(gate)
  const board = createSwitchboard(parts)
  const complain = () => parts.logger.warn('the signalling of a video call could not be served')

  async function knock(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const seat = await admitPeer(parts, request.url)
    if (seat === undefined) turnAway(socket)
    else gate.emit('upgrade', request, socket, head)
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    if (!request.url?.startsWith(`${signallingPath}/peerjs?`)) return turnAway(socket)
    knock(request, socket, head).catch(() => {
      complain()
      turnAway(socket)
    })
  })
  peers.on('connection', (client: IClient) => void board.come(client).catch(complain))
  peers.on('disconnect', (client: IClient) => void board.go(client).catch(complain))
  peers.on('message', (client: IClient, message: IMessage) => void board.hear(client, message).catch(complain))
  peers.on('error', complain)
  parts.announcements?.subscribe({
    hear: (announcement) => {
      if ('signal' in announcement) board.bring(announcement.signal).catch(complain)
    },
    ended: board.close,
  })
  return { close: board.close }
}
