import { readFile } from 'node:fs/promises'
import { Client, Connection, type ConnectionOptions } from '@temporalio/client'
import type { DataConverter, PayloadCodec } from '@temporalio/common'

/** Where the server is and how one is let in; the paths are those of PEM files. */
export type TemporalSettings = Readonly<{
  address: string
  namespace: string
  apiKey?: string | undefined
  tls?: TlsFiles | undefined
}>

type TlsFiles = Readonly<{
  ca?: string | undefined
  cert?: string | undefined
  key?: string | undefined
  serverName?: string | undefined
}>

/** What both the client's and the worker's connection take. */
export async function connectionOptions({ address, apiKey, tls }: TemporalSettings) {
  const options: Pick<ConnectionOptions, 'address' | 'apiKey' | 'tls'> = { address }
  if (apiKey) options.apiKey = apiKey
  if (tls) options.tls = await readTls(tls)
  return options
}

/**
 * A client whose payloads are sealed by the given codec. It connects when it is first used, so a server that is down at
 * the start is no reason to fail. Close `client.connection` at the end.
 */
export async function createTemporalClient(settings: TemporalSettings, codec?: PayloadCodec): Promise<Client> {
  const connection = Connection.lazy(await connectionOptions(settings))
  return new Client({ connection, namespace: settings.namespace, dataConverter: dataConverterOf(codec) })
}

/** The same sealing for client and worker. */
export function dataConverterOf(codec: PayloadCodec | undefined): DataConverter {
  return codec ? { payloadCodecs: [codec] } : {}
}

async function readTls({ ca, cert, key, serverName }: TlsFiles) {
  const [caBytes, crt, keyBytes] = await Promise.all([ca, cert, key].map(bytesOf))
  return {
    ...(caBytes ? { serverRootCACertificate: caBytes } : {}),
    ...(crt && keyBytes ? { clientCertPair: { crt, key: keyBytes } } : {}),
    ...(serverName ? { serverNameOverride: serverName } : {}),
  }
}

async function bytesOf(file: string | undefined): Promise<Buffer | undefined> {
  return file === undefined ? undefined : await readFile(file)
}
