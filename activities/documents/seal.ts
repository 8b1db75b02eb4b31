import { createHash, webcrypto } from 'node:crypto'
import signpdf from '@signpdf/signpdf'
import { Signer } from '@signpdf/utils'
import { ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import {
  Attribute,
  Certificate,
  ContentInfo,
  CryptoEngine,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs'
import { type Identity, readIdentity } from './sealing-identity.ts'

export { makeSealingIdentity } from './sealing-identity.ts'

export type Seal = (pdf: Buffer) => Promise<Buffer>

/** Object identifiers of RFC 5652 and, for the last, RFC 5035. */
const identifier = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const

const engine = new CryptoEngine({ name: 'node', crypto: webcrypto })

/**
 * Seals papers as PAdES B-B (ETSI EN 319 142-1): a detached CMS over the whole file but the seal itself, bound to the
 * signer's certificate. The paper must have been drawn with its empty signature field.
 * Throws at once if the archive does not open with the passphrase.
 */
export function createSeal(p12: Uint8Array, passphrase: string): Seal {
  const identity = readIdentity(p12, passphrase)
  const key = webcrypto.subtle.importKey('pkcs8', identity.key, algorithm, false, ['sign'])
  key.catch(() => undefined) // told to whoever seals, not to the process
  const signer = Object.assign(new Signer(), {
    sign: async (signed: Buffer) => signatureOver(signed, identity, await key),
  })
  return async (pdf) => signpdf.default.sign(pdf, signer)
}

async function signatureOver(signed: Uint8Array, identity: Identity, key: webcrypto.CryptoKey): Promise<Buffer> {
  const certificates = identity.certificates.map((der) => Certificate.fromBER(der))
  const [own, ownDer] = [certificates[0], identity.certificates[0]]
  if (own === undefined || ownDer === undefined) throw new Error('No certificate to seal with')
  const cms = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: identifier.data }),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes: attributesOf(signed, ownDer) }),
      }),
    ],
    certificates,
  })
  await cms.sign(key, 0, 'SHA-256', signed, engine)
  const content = new ContentInfo({ contentType: identifier.signedData, content: cms.toSchema(true) })
  return Buffer.from(content.toSchema().toBER())
}

/** The time of signing stands in the file's dictionary, where PAdES wants it, and so not here. */
function attributesOf(signed: Uint8Array, certificate: Uint8Array): Attribute[] {
  const reference = new Sequence({ value: [new OctetString({ valueHex: digestOf(certificate) })] })
  return [
    new Attribute({ type: identifier.contentType, values: [new ObjectIdentifier({ value: identifier.data })] }),
    new Attribute({ type: identifier.messageDigest, values: [new OctetString({ valueHex: digestOf(signed) })] }),
    new Attribute({
      type: identifier.signingCertificateV2,
      values: [new Sequence({ value: [new Sequence({ value: [reference] })] })],
    }),
  ]
}

const digestOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(createHash('sha256').update(bytes).digest()).buffer
