import { generateKeyPair, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import forge from 'node-forge'

/** A key with its certificate, as bytes of DER; further certificates lead to its issuer. */
export interface Identity {
  readonly key: Uint8Array
  /** The signer's own first. */
  readonly certificates: readonly Uint8Array[]
}

export interface SealingIdentity {
  readonly p12: Buffer
  readonly passphrase: string
}

const years = 10

/** A self-signed identity for the demonstration: genuine as a signature, but nobody vouches for whose it is. */
export async function makeSealingIdentity(name = '虹桥海外人才一站式服务中心'): Promise<SealingIdentity> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 3072,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const key = forge.pki.privateKeyFromPem(privateKey)
  const certificate = describe(name, publicKey)
  certificate.sign(key, forge.md.sha256.create())
  const passphrase = randomBytes(24).toString('base64url')
  const archive = forge.pkcs12.toPkcs12Asn1(key, [certificate], passphrase, {
    algorithm: 'aes256',
    friendlyName: 'seal',
  })
  return { p12: derOf(archive), passphrase }
}

function describe(name: string, publicKey: string) {
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey)
  const subject = [
    { name: 'commonName', value: name, valueTagClass: 12 },
    { name: 'organizationName', value: name, valueTagClass: 12 },
    { name: 'countryName', value: 'CN' },
  ]
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`
  const from = new Date()
  certificate.validity.notBefore = new Date(from.getTime() - 24 * 3_600_000)
  certificate.validity.notAfter = new Date(
    Date.UTC(from.getUTCFullYear() + years, from.getUTCMonth(), from.getUTCDate()),
  )
  certificate.setSubject(subject)
  certificate.setIssuer(subject)
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', critical: true, digitalSignature: true, nonRepudiation: true },
    { name: 'subjectKeyIdentifier' },
  ])
  return certificate
}

/** Opens a P12 archive. Throws if the passphrase is wrong or it holds no key or no certificate. */
export function readIdentity(p12: Uint8Array, passphrase: string): Identity {
  const archive = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(Buffer.from(p12).toString('binary')), passphrase)
  const { certBag, pkcs8ShroudedKeyBag, keyBag } = forge.pki.oids
  const bagsOf = (bagType: string) => archive.getBags({ bagType })[bagType] ?? []
  const key = [...bagsOf(pkcs8ShroudedKeyBag), ...bagsOf(keyBag)].find((bag) => bag.key !== undefined)?.key
  const certificates = bagsOf(certBag).flatMap(({ cert }) => (cert === undefined ? [] : [cert]))
  if (key === undefined || certificates.length === 0)
    throw new Error('The sealing archive holds no key with a certificate')
  const own = certificates.filter(({ publicKey }) => String(publicKey.n) === String(key.n))
  const others = certificates.filter((certificate) => !own.includes(certificate))
  return {
    key: derOf(forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key))),
    certificates: [...own, ...others].map((certificate) => derOf(forge.pki.certificateToAsn1(certificate))),
  }
}

const derOf = (value: Parameters<typeof forge.asn1.toDer>[0]): Buffer =>
  Buffer.from(forge.asn1.toDer(value).getBytes(), 'binary')
