import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg'

const require = createRequire(import.meta.url)

// Node has it; its types come with those of a browser, which we do not want.
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }>
}

/** What a comparison of schemas leaves out: nothing. */
export const nothingExternal = { externalTables: [], externalEnums: [] }

/** Prisma's own migration engine, the one in its package: its command line would fetch another at run time. */
export type SchemaEngine = Readonly<{ engine: engineModule.SchemaEngine; close: () => Promise<void> }>

/** Opens the engine on a database with the given schema; `close` it, else the process does not end. */
export async function openSchemaEngine(url: string, schema: string): Promise<SchemaEngine> {
  await loadOnce()
  const { factory, close } = wholeScripts(url)
  const adapter = bindMigrationAwareSqlAdapterFactory(factory)
  const engine = await engineModule.SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => {}, adapter)
  return { engine, close }
}

let loading: Promise<void> | undefined

function loadOnce(): Promise<void> {
  loading ??= load()
  return loading
}

async function load(): Promise<void> {
  const folder = dirname(require.resolve('@prisma/schema-engine-wasm'))
  const imports: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(engineModule)) {
    // Its lock timers of ten seconds are never cleared, and would keep the process alive.
    imports[name] = name.startsWith('__wbg_setTimeout_')
      ? (call: () => void, ms: number) => setTimeout(call, ms).unref()
      : value
  }
  const bytes = await readFile(join(folder, 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': imports })
  engineModule.__wbg_set_wasm(instance.exports)
  const start = instance.exports['__wbindgen_start']
  if (typeof start === 'function') start()
}

/** The adapter splits scripts at every `;`: each migration is sent whole, so that functions work and it is atomic. */
function wholeScripts(connectionString: string) {
  const factory = new PrismaPg({ connectionString })
  const connect = factory.connect.bind(factory)
  const opened: { dispose: () => Promise<void> }[] = []
  factory.connect = async () => {
    const adapter = await connect()
    adapter.executeScript = async (sql) => {
      // `onError` makes the engine repeat PostgreSQL's own words instead of "external connector error".
      await adapter
        .underlyingDriver()
        .query(sql)
        .catch((error) => adapter['onError'](error))
    }
    opened.push(adapter)
    return adapter
  }
  return { factory, close: async () => void (await Promise.all(opened.map((adapter) => adapter.dispose()))) }
}
