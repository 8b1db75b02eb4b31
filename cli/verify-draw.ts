import { readFileSync } from 'node:fs'
import { type BundleFault, type Verification, verifyBundle } from '../domain/allocation/verify-bundle.ts'
import { nodeHash } from './oracle/node-hash.ts'

/**
 * npm run verify-draw -- BUNDLE.json: checks a published draw from its bundle alone. It stands without server and templates,
 * so that anyone can run it; that is why its sentences are here.
 */
const SENTENCES: Readonly<Record<BundleFault, string>> = {
  malformed: 'This file is not a published draw: it has not the form of one.',
  'duplicate-code': 'Two applications have the same code.',
  'unknown-lot': 'A lot is named that is not among the lots of the round.',
  'commitment-mismatch': 'The seed is not the one that was committed to before the round opened.',
  'list-hash-mismatch': 'The lots or applications are not those that were sealed.',
  'number-mismatch': 'A number does not follow from seed, list, withdrawals and witnesses.',
  'assignment-mismatch': 'An assignment does not follow from the list and the numbers.',
  'waiting-mismatch': 'A waiting list does not follow from the list and the numbers.',
}

const [path, ...others] = process.argv.slice(2)
if (path === undefined || others.length > 0) {
  console.error('Name one file: npm run verify-draw -- BUNDLE.json')
  process.exitCode = 1
} else {
  tell(verifyBundle(readJson(readFileSync(path, 'utf8')), nodeHash))
}

function tell(verification: Verification): void {
  console.log(JSON.stringify(verification))
  console.log(sentenceFor(verification))
  if (!verification.valid) process.exitCode = 1
}

function sentenceFor(verification: Verification): string {
  if (verification.valid)
    return 'This draw is what its seed, list, withdrawals and witnesses give: nothing was changed.'
  const where = verification.what === undefined ? '' : ` (${verification.what})`
  return `${SENTENCES[verification.code]}${where}`
}

// What is no JSON is no bundle either, and is told as such.
function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
