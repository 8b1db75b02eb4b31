import { createHash, createHmac } from 'node:crypto'
import type { Hash } from '../../domain/allocation/hash.ts'

/** The two functions a draw is made with, as Node has them. */
export const nodeHash: Hash = {
  sha256: (message) => createHash('sha256').update(message).digest(),
  hmac: (key, message) => createHmac('sha256', key).update(message).digest(),
}
