import { connect, createServer } from 'node:net'

/** Whether the port can be listened on at this moment. */
export async function portIsFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return (await listenOnce(port, host)) !== undefined
}

/** A port nobody listens on; another process may still take it before it is used. */
export async function freePort(): Promise<number> {
  const port = await listenOnce(0, '127.0.0.1')
  if (port === undefined) throw new Error('No free port is left on this machine.')
  return port
}

/** Whether somebody answers at host:port. */
export function isListening(address: string): Promise<boolean> {
  const { hostname, port } = new URL(`tcp://${address}`)
  return new Promise((answer) => {
    const socket = connect({ host: hostname, port: Number(port) })
    socket.once('connect', () => answer(true))
    socket.once('error', () => answer(false))
    socket.once('close', () => answer(false))
    socket.once('connect', () => socket.destroy())
  })
}

function listenOnce(port: number, host: string): Promise<number | undefined> {
  return new Promise((answer) => {
    const server = createServer()
    server.once('error', () => answer(undefined))
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      server.close(() => answer(typeof address === 'object' && address ? address.port : undefined))
    })
  })
}
