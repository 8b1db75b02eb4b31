import { canonicalJson, type Json } from './canonical-json.ts'

/** The two functions a draw is made with, given by whoever draws or verifies: the domain imports nothing. */
export type Hash = {
  /** SHA-256 (FIPS 180-4). */
  readonly sha256: (message: Uint8Array) => Uint8Array
  /** HMAC-SHA256 (RFC 2104). */
  readonly hmac: (key: Uint8Array, message: Uint8Array) => Uint8Array
}

/** H(v): hex of SHA-256 over the UTF-8 of the canonical JSON. */
export function hashOfJson(value: Json, hash: Hash): string {
  return hexOf(hash.sha256(utf8(canonicalJson(value))))
}

/** The bytes of a text in UTF-8. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** Bytes in lower-case hex. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The bytes of a hex text of even length. */
export function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  )
}
