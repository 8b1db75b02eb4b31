/** What we use of node-forge, which brings no types of its own. */
declare module 'node-forge' {
  interface PrivateKey {
    readonly n: unknown
  }
  interface PublicKey {
    readonly n: unknown
  }
  interface Certificate {
    publicKey: PublicKey
    serialNumber: string
    readonly validity: { notBefore: Date; notAfter: Date }
    setSubject(attributes: readonly Attribute[]): void
    setIssuer(attributes: readonly Attribute[]): void
    setExtensions(extensions: readonly Readonly<Record<string, unknown>>[]): void
    sign(key: PrivateKey, digest: unknown): void
  }
  interface Attribute {
    readonly name: string
    readonly value: string
    /** 12 is UTF8String. */
    readonly valueTagClass?: number
  }
  interface Bag {
    readonly cert?: Certificate
    readonly key?: PrivateKey
  }
  interface Pkcs12 {
    getBags(filter: { bagType: string }): Readonly<Record<string, readonly Bag[] | undefined>>
  }
  interface Asn1 {
    readonly type: number
  }
  interface Forge {
    readonly asn1: {
      fromDer(der: string): Asn1
      toDer(value: Asn1): { getBytes(): string }
    }
    readonly md: { readonly sha256: { create(): unknown } }
    readonly pki: {
      readonly oids: { readonly certBag: string; readonly pkcs8ShroudedKeyBag: string; readonly keyBag: string }
      privateKeyFromPem(pem: string): PrivateKey
      publicKeyFromPem(pem: string): PublicKey
      privateKeyToAsn1(key: PrivateKey): Asn1
      wrapRsaPrivateKey(key: Asn1): Asn1
      certificateToAsn1(certificate: Certificate): Asn1
      createCertificate(): Certificate
    }
    readonly pkcs12: {
      pkcs12FromAsn1(value: Asn1, passphrase: string): Pkcs12
      toPkcs12Asn1(
        key: PrivateKey,
        chain: readonly Certificate[],
        passphrase: string,
        options: { readonly algorithm: 'aes256'; readonly friendlyName: string },
      ): Asn1
    }
  }
  const forge: Forge
  export = forge
}
