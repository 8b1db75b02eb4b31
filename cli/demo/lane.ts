import { createServer } from 'node:http'
import { createApi } from '../../api/app.ts'
import type { Parts } from '../../api/parts.ts'
import { createTimeMachine, type TimeMachine } from '../../api/time-machine/time-machine.ts'
import { createCaseDoor } from '../../temporal/cases.ts'
import { freePort } from '../embedded/ports.ts'
import type { OpenedCase } from '../scenario/play.ts'
import type { DemoParts } from './demo-parts.ts'
import { createOwnTime, type OwnTime } from './own-time.ts'

/** A way into the centre with an office time of its own: one story after the other is played through it. */
export type Lane = Readonly<{
  url: string
  time: OwnTime
  machine: TimeMachine
  /** The cases of the story that is being played: nobody else's time is moved here. */
  cases: Map<string, OpenedCase>
  close: () => Promise<void>
}>

/** Opens an api of this process on the loopback, for the demo alone. */
export async function openLane(demo: DemoParts, number: number): Promise<Lane> {
  const { prisma, client, taskQueue, config } = demo
  const time = createOwnTime()
  const cases = new Map<string, OpenedCase>()
  const concerns = (id: string) => [...cases.values()].some((one) => one.id === id)
  const apart = { name: `demo-time/${number}`, concerns }
  const machine = createTimeMachine({ prisma, client, officeTime: time, apart })
  const parts: Parts = {
    ...demo,
    officeTime: time,
    temporal: { client, taskQueue, namespace: config.temporal.namespace },
    cases: createCaseDoor(client, taskQueue),
    sendMail: async () => undefined,
    timeMachine: machine,
    catchUp: (id, at) => machine.catchUp(id, at),
  }
  const server = createServer(createApi(parts))
  const port = await freePort()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const close = () =>
    new Promise<void>((closed) => {
      server.close(() => closed())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}`, time, machine, cases, close }
}
