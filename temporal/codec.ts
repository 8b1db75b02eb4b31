import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { METADATA_ENCODING_KEY, type Payload, type PayloadCodec, type SerializationContext } from '@temporalio/common'

/** A key of 32 bytes and the name under which it is found again. */
export type PayloadKey = Readonly<{ id: string; key: Uint8Array }>

/** Where keys come from; both are asked for every payload, so they should remember. */
export type PayloadKeys = Readonly<{
  /** The key to seal with: the case's own, or the rotating one where the SDK does not say whose payload it is. */
  keyFor: (workflowId: string | undefined) => Promise<PayloadKey>
  /** The key something was sealed with; undefined once it has been dropped, and what it sealed is dark for good. */
  keyById: (id: string) => Promise<Uint8Array | undefined>
}>

const sealed = 'binary/sealed'
const keyIdName = 'key-id'
const cipher = 'aes-256-gcm'
const ivLength = 12
const tagLength = 16

/**
 * Seals everything the server keeps of a process (arguments, results, signals, failures) with AES-256-GCM under the key
 * of its case, so that dropping the key makes its history dark. What is not sealed is read as it is.
 */
export function createPayloadCodec({ keyFor, keyById }: PayloadKeys): PayloadCodec {
  return {
    async encode(payloads: Payload[], context?: SerializationContext) {
      if (payloads.length === 0) return []
      const key = await keyFor(context?.workflowId)
      return payloads.map((payload) => seal(payload, key))
    },
    async decode(payloads: Payload[]) {
      return await Promise.all(payloads.map((payload) => open(payload, keyById)))
    },
  }
}

function seal(payload: Payload, { id, key }: PayloadKey): Payload {
  const iv = randomBytes(ivLength)
  const sealing = createCipheriv(cipher, key, iv).setAAD(Buffer.from(id))
  const data = Buffer.concat([sealing.update(packed(payload)), sealing.final()])
  return {
    metadata: { [METADATA_ENCODING_KEY]: Buffer.from(sealed), [keyIdName]: Buffer.from(id) },
    data: Buffer.concat([iv, sealing.getAuthTag(), data]),
  }
}

async function open(payload: Payload, keyById: PayloadKeys['keyById']): Promise<Payload> {
  if (textOf(payload.metadata?.[METADATA_ENCODING_KEY]) !== sealed) return payload
  const id = textOf(payload.metadata?.[keyIdName])
  const key = await keyById(id)
  if (!key) throw new Error(`payload-key-gone: ${id}`)
  const data = Buffer.from(payload.data ?? [])
  const opening = createDecipheriv(cipher, key, data.subarray(0, ivLength), { authTagLength: tagLength })
  opening.setAAD(Buffer.from(id)).setAuthTag(data.subarray(ivLength, ivLength + tagLength))
  return unpacked(Buffer.concat([opening.update(data.subarray(ivLength + tagLength)), opening.final()]))
}

const textOf = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString()

/** Four bytes of length, the metadata as JSON in base64, the data. */
function packed({ metadata, data }: Payload): Buffer {
  const entries = Object.entries(metadata ?? {}).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')])
  const header = Buffer.from(JSON.stringify(Object.fromEntries(entries)))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(header.length)
  // Where a payload holds nothing, the isolate of a workflow has a plain list for it.
  return Buffer.concat([length, header, Buffer.from(data ?? [])])
}

function unpacked(bytes: Buffer): Payload {
  const end = 4 + bytes.readUInt32BE(0)
  const header: Readonly<Record<string, string>> = JSON.parse(bytes.toString('utf8', 4, end))
  const metadata = Object.fromEntries(Object.entries(header).map(([name, text]) => [name, Buffer.from(text, 'base64')]))
  return { metadata, data: bytes.subarray(end) }
}
