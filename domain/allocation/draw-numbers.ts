import { ascending, sortedAscending } from './ascending.ts'
import type { DrawInput, SealedList } from './bundle.ts'
import { bytesOfHex, type Hash, hashOfJson, hexOf, utf8 } from './hash.ts'

/** Commit: what is published of the seed before the round opens. The seed is 32 bytes in hex. */
export function commitmentOf(seed: string, hash: Hash): string {
  return hexOf(hash.sha256(bytesOfHex(seed)))
}

/** Seal: the hash of exactly the round's id, lots and applications, in one order whatever order they came in. */
export function listHashOf({ round, lots, applications }: SealedList, hash: Hash): string {
  const sealed = {
    round,
    lots: [...lots]
      .sort((one, other) => ascending(one.id, other.id))
      .map(({ id, apartments, minPersons, maxPersons, priority }) => {
        return { id, apartments: sortedAscending(apartments), minPersons, maxPersons, priority }
      }),
    applications: [...applications]
      .sort((one, other) => ascending(one.code, other.code))
      .map(({ code, persons, groups, preferences }) => {
        return { code, persons, groups: sortedAscending(groups), preferences }
      }),
  }
  return hashOfJson(sealed, hash)
}

/**
 * Draw key, from the seed over round, list hash, withdrawn codes and witnesses. Who knew the seed did not know the
 * witnesses, who gave a witness did not know the seed, and the list was fixed before either: nobody alone can steer it.
 */
export function drawKeyOf(input: DrawInput, listHash: string, hash: Hash): Uint8Array {
  const withdrawn = `withdrawn:${sortedAscending(input.withdrawn).join(',')}`
  const lines = ['onevisit-draw-v1', input.round, listHash, withdrawn, ...input.witnesses]
  return hash.hmac(bytesOfHex(input.seed), utf8(lines.map((line) => `${line}\n`).join('')))
}

/** The number of every code, of the withdrawn too, in hex; lower is better. */
export function numbersOf(input: SealedList, drawKey: Uint8Array, hash: Hash): ReadonlyMap<string, string> {
  return new Map(input.applications.map(({ code }) => [code, hexOf(hash.hmac(drawKey, utf8(code)))]))
}
