import { webcrypto } from 'node:crypto'
import { ContentInfo, CryptoEngine, SignedData } from 'pkijs'

const signingCertificateV2 = '1.2.840.113549.1.9.16.2.47'

export interface SealFound {
  readonly genuine: boolean
  /** Whether the seal is bound to its certificate, without which it is no PAdES B-B. */
  readonly bound: boolean
  /** Whether it covers the file to its last byte. */
  readonly whole: boolean
}

/** Checks a sealed file as a stranger would: from its bytes alone. */
export async function checkSeal(pdf: Buffer): Promise<SealFound> {
  const [, first, firstLength, second, secondLength] =
    /\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\s*\]/.exec(pdf.toString('latin1'))?.map(Number) ?? []
  if (first === undefined || firstLength === undefined || second === undefined || secondLength === undefined) {
    throw new Error('not sealed')
  }
  const covered = Buffer.concat([pdf.subarray(first, first + firstLength), pdf.subarray(second, second + secondLength)])
  const hex = pdf.subarray(firstLength + 1, second - 1).toString('latin1')
  const signed = new SignedData({ schema: ContentInfo.fromBER(derOf(Buffer.from(hex, 'hex'))).content })
  const engine = new CryptoEngine({ name: 'node', crypto: webcrypto })
  const data = new Uint8Array(covered).buffer
  const genuine = await signed.verify({ signer: 0, data, checkChain: false }, engine).catch(() => false)
  const attributes = signed.signerInfos[0]?.signedAttrs?.attributes ?? []
  return {
    genuine,
    bound: attributes.some(({ type }) => type === signingCertificateV2),
    whole: second + secondLength === pdf.length,
  }
}

/** Without the zeros that fill up the reserved room: a DER value says its own length. */
function derOf(padded: Buffer): Uint8Array {
  const lengthOfLength = (padded[1] ?? 0) & 0x7f
  return padded.subarray(0, 2 + lengthOfLength + padded.readUIntBE(2, lengthOfLength))
}
