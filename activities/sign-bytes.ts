import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { readIdentity } from './documents/sealing-identity.ts'

/** Signs bytes that are no paper with the centre's key: RSASSA-PKCS1-v1_5 with SHA-256, in base64. */
export type SignBytes = (bytes: Buffer) => Promise<string>

/** @throws at once if the archive does not open with the passphrase. */
export function createSignBytes(p12: Uint8Array, passphrase: string) {
  const identity = readIdentity(p12, passphrase)
  const key = createPrivateKey({ key: Buffer.from(identity.key), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(key)
  const signBytes: SignBytes = async (bytes) => sign('sha256', bytes, key).toString('base64')
  const isSigned = (bytes: Buffer, signature: string): boolean =>
    verify('sha256', bytes, publicKey, Buffer.from(signature, 'base64'))
  return { signBytes, isSigned }
}
