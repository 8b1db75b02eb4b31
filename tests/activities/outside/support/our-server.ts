import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { verifyCallBack } from '../../../../activities/outside/call-back.ts'
import type { CallBackBody } from '../../../../activities/outside/call-back-schemas.ts'

interface Taken {
  readonly system: string
  readonly id: string
  readonly body: CallBackBody
}

/** What stands in for our api here: it takes call-backs in, by our own verification. */
export interface OurServer {
  readonly url: string
  readonly taken: Taken[]
  readonly turnedAway: string[]
  /** Answers 503 to the next so many. */
  readonly beAway: (times: number) => void
  readonly close: () => Promise<void>
}

export async function startOurServer(secret: string): Promise<OurServer> {
  const taken: Taken[] = []
  const turnedAway: string[] = []
  let away = 0
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const rawBody = await bytesOf(request)
    const system = /outside\/([^/]+)\/call-backs/.exec(request.url ?? '')?.[1] ?? ''
    const verified = verifyCallBack({ secret, headers: request.headers, rawBody, nowMillis: Date.now() })
    if (away > 0) {
      away -= 1
      response.writeHead(503).end()
    } else if ('refused' in verified) {
      turnedAway.push(verified.refused)
      response.writeHead(401).end()
    } else {
      taken.push({ system, ...verified })
      response.writeHead(200).end()
    }
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    taken,
    turnedAway,
    beAway: (times) => {
      away = times
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts)
}
