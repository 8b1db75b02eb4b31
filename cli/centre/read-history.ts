import type { Client } from '@temporalio/client'
import type { PayloadCodec } from '@temporalio/common'
import proto from '@temporalio/proto'
import { createPrisma } from '../../prisma/client.ts'
import { createPayloadKeys } from '../../prisma/payload-keys.ts'
import { createVault } from '../../prisma/vault.ts'
import { createPayloadCodec } from '../../temporal/codec.ts'
import { createTemporalClient } from '../../temporal/connection.ts'
import type { Centre } from './centre.ts'

type History = Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>

const Histories = proto.temporal.api.history.v1.History

/** One run of a workflow as the server keeps it, its payloads opened: nothing personal is in them. */
export type ReadHistory = Readonly<{
  events: number
  json: string
  types: readonly string[]
  /** The run it goes on from; empty for the first. */
  before: string
}>

/** Opens the histories of a centre's workflows; the server has them sealed. */
export async function openHistories({ settings }: Pick<Centre, 'settings'>) {
  const { config } = settings
  const prisma = createPrisma(config.databaseUrl, 1)
  const vault = createVault({ prisma, keys: config.caseKeys })
  const codec = createPayloadCodec(createPayloadKeys(vault, config.caseKeys))
  const client = await createTemporalClient(config.temporal, codec)
  const read = async (workflowId: string, runId?: string): Promise<ReadHistory> => {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory()
    const events = history.events ?? []
    const before = events[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? ''
    await unseal(history, codec)
    const types = events.map(({ eventType }) => String(eventType))
    return { events: events.length, json: asJson(history), types, before }
  }
  return {
    /** The run it is in. */
    read: (workflowId: string) => read(workflowId),
    /** That run and all before it, the last first. */
    readAll: async (workflowId: string): Promise<readonly ReadHistory[]> => {
      const runs = [await read(workflowId)]
      for (let before = runs[0]?.before; before; before = runs.at(-1)?.before) runs.push(await read(workflowId, before))
      return runs
    },
    /** The workflows of the centre's rounds. */
    rounds: () => prisma.round.findMany({ select: { code: true, workflowId: true } }),
    close: async () => {
      await client.connection.close()
      await prisma.$disconnect()
    },
  }
}

/** One event a line: a change shows in the diff where it is. */
function asJson(history: History): string {
  const whole = Histories.toObject(Histories.fromObject(history), { longs: String, enums: String, bytes: String })
  const events: readonly unknown[] = whole['events']
  return `{ "events": [\n${events.map((event) => JSON.stringify(event)).join(',\n')}\n] }\n`
}

/** A history as it was stored, for `Worker.runReplayHistories`. */
export const historyIn = (json: string): History => Histories.fromObject(JSON.parse(json))

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof Uint8Array)

const isPayload = (value: object): boolean => {
  const metadata: unknown = Reflect.get(value, 'metadata')
  return isObject(metadata) && Reflect.get(metadata, 'encoding') instanceof Uint8Array
}

/** Opens every payload where it lies. */
async function unseal(part: object, codec: PayloadCodec): Promise<void> {
  for (const [name, value] of Object.entries(part)) {
    if (!isObject(value)) continue
    if (isPayload(value)) {
      const [opened] = await codec.decode([value])
      Reflect.set(part, name, opened)
    } else await unseal(value, codec)
  }
}
