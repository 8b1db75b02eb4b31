import { createServer, type Server } from 'node:http'
import type { AddressInfo, Server as NetServer } from 'node:net'
import express, { type Express } from 'express'
import { createCallBackDesk } from './engine/call-back-desk.ts'
import { createCaseControl } from './engine/case-control.ts'
import { createOfficeClock } from './engine/clock.ts'
import { type ControlParts, createControl } from './engine/control.ts'
import { createMailCatcher } from './engine/mail-catcher.ts'
import { onlyFromHere } from './engine/only-from-here.ts'
import { createPages, type MoveTime } from './engine/pages.ts'
import { serveSystem } from './engine/serve-system.ts'
import { openState } from './engine/state.ts'
import { createTimekeeper } from './engine/time.ts'
import { systems } from './systems.ts'

export interface SandboxOptions {
  /** 0: any free one. */
  readonly port: number
  readonly smtpPort?: number
  readonly callBackUrl: (system: string) => string
  /** By system, and `mail` for bounces. */
  readonly secrets: Readonly<Record<string, string>>
  /** How long a call that is to time out is left without an answer (machine time). */
  readonly timeOutMillis: number
  /** The journal that a restart goes on from; none: kept in memory. */
  readonly dataFile?: string
  /** Where the page's time machine moves office time. */
  readonly moveTime?: MoveTime
  /** Pause between knocks at a server that is down. */
  readonly retryMillis?: number
}

export interface Sandbox {
  readonly url: string
  readonly smtpUrl: string
  readonly close: () => Promise<void>
}

/** Everything outside, in one process on the loopback: real HTTP, real SMTP. */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const state = openState(options.dataFile)
  const clock = createOfficeClock(state.clock)
  const { callBackUrl, secrets, retryMillis = 1000 } = options
  const desk = createCallBackDesk({ state, clock, systems, callBackUrl, secrets, retryMillis })
  const time = createTimekeeper(clock, desk)
  const app = createApp({ state, clock, desk, time, systems }, options)
  const http = createServer(app)
  const smtp = createMailCatcher({ state, clock, desk, time, port: options.smtpPort ?? 0 })
  const port = await listening(http, options.port)
  const smtpPort = await listening(smtp.server, options.smtpPort ?? 0)
  time.wake()
  return {
    url: `http://127.0.0.1:${port}`,
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    close: async () => {
      time.close()
      desk.close()
      await Promise.all([closed(http), new Promise<void>((resolve) => smtp.close(() => resolve()))])
    },
  }
}

function createApp(parts: ControlParts, options: SandboxOptions): Express {
  const app = express()
  app.disable('x-powered-by')
  app.use(onlyFromHere)
  app.use(createPages(parts, options.moveTime))
  app.use(createControl(parts))
  app.use(createCaseControl(parts))
  for (const system of systems) app.use(`/${system.code}`, serveSystem({ ...parts, ...options }, system))
  app.use((_request, response) => void response.status(404).json({ code: 'no-such-path' }))
  return app
}

function listening(server: NetServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(portOf(server.address())))
  })
}

function portOf(address: string | AddressInfo | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
