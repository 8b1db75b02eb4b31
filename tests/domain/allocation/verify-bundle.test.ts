import { describe, expect, test } from '@jest/globals'
import { changed } from '../../../cli/oracle/json-pointer.ts'
import { nodeHash } from '../../../cli/oracle/node-hash.ts'
import type { DrawInput } from '../../../domain/allocation/bundle.ts'
import { canonicalJson } from '../../../domain/allocation/canonical-json.ts'
import { bundleHashOf } from '../../../domain/allocation/draw.ts'
import { commitmentOf, listHashOf } from '../../../domain/allocation/draw-numbers.ts'
import { verifyBundle } from '../../../domain/allocation/verify-bundle.ts'
import { published, ROUNDS } from './rounds.ts'

const INPUT: DrawInput = {
  format: 'onevisit-draw-1',
  round: 'R-1',
  seed: '0123456789abcdef'.repeat(4),
  lots: [
    { id: 'B', apartments: ['B-2', 'B-1'], minPersons: 1, maxPersons: 2, priority: ['high-level'] },
    { id: 'A', apartments: ['A-1'], minPersons: 1, maxPersons: 4, priority: [] },
    { id: 'C', apartments: [], minPersons: 1, maxPersons: 4, priority: [] },
  ],
  applications: [
    { code: 'P3', persons: 1, groups: ['high-level'], preferences: ['A', 'B'] },
    { code: 'P1', persons: 2, groups: [], preferences: ['A', 'B', 'C'] },
    { code: 'P2', persons: 3, groups: [], preferences: ['B', 'A'] },
    { code: 'P4', persons: 1, groups: [], preferences: ['A'] },
  ],
  withdrawn: ['P4'],
  witnesses: ['8 2 6 1', 'Zähler 三'],
  supersedes: null,
}

const { bundle: BUNDLE, drawn: DRAWN } = published(INPUT)
const SUPERSEDES = { round: 'R-0', bundleHash: 'a'.repeat(64), reason: 'A list was wrong.' }

function verified(path: string, value: unknown): unknown {
  return verifyBundle(changed(BUNDLE, { path, value }), nodeHash)
}

describe('A published draw is valid as it is', () => {
  test('Every round that was drawn verifies, and one that supersedes another too', () => {
    for (const input of ROUNDS) expect(verifyBundle(published(input).bundle, nodeHash)).toEqual({ valid: true })
    expect(verified('/supersedes', SUPERSEDES)).toEqual({ valid: true })
  })

  test('It verifies after a journey through JSON, and its hash does not depend on the order of its fields', () => {
    const copy = Object.fromEntries(Object.entries(BUNDLE).reverse())
    expect(verifyBundle(JSON.parse(JSON.stringify(copy)), nodeHash)).toEqual({ valid: true })
    expect(canonicalJson(JSON.parse(JSON.stringify(copy)))).toBe(canonicalJson(BUNDLE))
    expect(bundleHashOf(BUNDLE, nodeHash)).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('What is not of the form of a bundle is malformed', () => {
  test.each([
    ['/format', 'onevisit-draw-2'],
    ['/round', 'R 1'],
    ['/round', '-R1'],
    ['/round', 'R'.repeat(33)],
    ['/commitment', 'a'.repeat(63)],
    ['/seed', 'g'.repeat(64)],
    ['/listHash', BUNDLE.listHash.toUpperCase()],
    ['/lots', {}],
    ['/lots/0/id', 'A'],
    ['/lots/0/extra', 1],
    ['/lots/0/apartments', ['B-1', 'B-1']],
    ['/lots/0/apartments', ['A-1']],
    ['/lots/0/minPersons', 0],
    ['/lots/0/minPersons', 3],
    ['/lots/0/maxPersons', 100],
    ['/lots/0/maxPersons', 1.5],
    ['/lots/0/priority', ['x', 'x']],
    ['/lots/0/priority', ['high level']],
    ['/applications/0/code', ''],
    ['/applications/0/persons', '1'],
    ['/applications/0/persons', 0],
    ['/applications/0/groups', ['a', 'a']],
    ['/applications/0/preferences', []],
    ['/applications/0/preferences', ['A', 'A']],
    ['/applications/0/preferences', Array.from({ length: 11 }, (_, index) => `L${index}`)],
    ['/applications/0', null],
    ['/withdrawn', ['P4', 'P4']],
    ['/withdrawn', ['P9']],
    ['/withdrawn', 'P4'],
    ['/witnesses', []],
    ['/witnesses/0', ''],
    ['/witnesses/0', 'e\u0301'],
    ['/witnesses/0', 'a\nb'],
    ['/witnesses/0', 'a\u0085b'],
    ['/witnesses/0', '\ud800'],
    ['/witnesses/0', 'x'.repeat(201)],
    ['/witnesses/0', 8261],
    ['/numbers/P1', 'a'],
    ['/numbers', []],
    ['/numbers/P 1', 'a'.repeat(64)],
    ['/assignments/P1', { lot: 'B' }],
    ['/assignments/P1', { lot: 'B', apartment: 'B-1', state: 'offered' }],
    ['/waiting/A', 'P1'],
    ['/waiting/A', [1]],
    ['/supersedes', {}],
    ['/supersedes', { ...SUPERSEDES, reason: '' }],
    ['/supersedes', { ...SUPERSEDES, bundleHash: 'a' }],
    ['/supersedes', undefined],
    ['/drawKey', 'a'.repeat(64)],
    ['', null],
    ['', []],
    ['', 'text'],
  ])('%s set to %j', (path, value) => {
    expect(verified(path, value)).toEqual({ valid: false, code: 'malformed' })
  })

  test.each(Object.keys(BUNDLE))('%s missing', (field) => {
    const bundle = changed(BUNDLE, { path: `/${field}`, remove: true })
    expect(verifyBundle(bundle, nodeHash)).toEqual({ valid: false, code: 'malformed' })
  })

  test('A witness of 200 characters beyond the basic plane is none too long', () => {
    expect(verified('/witnesses/0', '\u{20BB7}'.repeat(200))).toMatchObject({ code: 'number-mismatch' })
  })
})

describe('The first fault is told, with where it is', () => {
  const OTHER = 'f'.repeat(64)
  test.each([
    ['/applications/-', { code: 'P1', persons: 1, groups: [], preferences: ['X'] }, 'duplicate-code', 'P1'],
    ['/applications/0/preferences/0', 'Z', 'unknown-lot', 'Z'],
    ['/assignments/P1', { lot: 'Y', apartment: 'B-1' }, 'unknown-lot', 'Y'],
    ['/waiting/D', [], 'unknown-lot', 'D'],
    ['/commitment', OTHER, 'commitment-mismatch', 'R-1'],
    ['/listHash', OTHER, 'list-hash-mismatch', 'R-1'],
    ['/lots/1/priority', ['high-level'], 'list-hash-mismatch', 'R-1'],
    ['/applications/1/preferences', ['B', 'A', 'C'], 'list-hash-mismatch', 'R-1'],
    ['/round', 'R-2', 'list-hash-mismatch', 'R-1'.replace('1', '2')],
    ['/withdrawn', [], 'number-mismatch', 'P1'],
    ['/witnesses', [...INPUT.witnesses].reverse(), 'number-mismatch', 'P1'],
    ['/numbers/P4', OTHER, 'number-mismatch', 'P4'],
    ['/numbers/P0', OTHER, 'number-mismatch', 'P0'],
    ['/assignments/P4', { lot: 'A', apartment: 'A-1' }, 'assignment-mismatch', 'P4'],
    ['/assignments/P1/apartment', 'B-2', 'assignment-mismatch', 'P1'],
    ['/assignments/P1', { apartment: DRAWN.assignments['P1']?.apartment, lot: 'C' }, 'assignment-mismatch', 'P1'],
    ['/waiting/A', [...(DRAWN.waiting['A'] ?? []), 'P4'], 'waiting-mismatch', 'A'],
    ['/waiting/C', ['P1', 'P1'], 'waiting-mismatch', 'C'],
  ])('%s set to %j: %s at %s', (path, value, code, what) => {
    expect(verified(path, value)).toEqual({ valid: false, code, what })
  })

  test('A missing number, assignment or waiting list is a fault of its own code', () => {
    const without = (path: string): unknown => verifyBundle(changed(BUNDLE, { path, remove: true }), nodeHash)
    expect(without('/numbers/P2')).toEqual({ valid: false, code: 'number-mismatch', what: 'P2' })
    expect(without(`/assignments/${Object.keys(DRAWN.assignments)[0]}`)).toMatchObject({ code: 'assignment-mismatch' })
    expect(without('/waiting/C')).toEqual({ valid: false, code: 'waiting-mismatch', what: 'C' })
  })

  test('A round renamed with its list sealed anew shows in the numbers', () => {
    const renamed = { ...BUNDLE, round: 'R-2', listHash: listHashOf({ ...INPUT, round: 'R-2' }, nodeHash) }
    expect(verifyBundle(renamed, nodeHash)).toEqual({ valid: false, code: 'number-mismatch', what: 'P1' })
  })

  test('A seed with a commitment of its own shows in the numbers', () => {
    const forged = { ...BUNDLE, seed: OTHER, commitment: commitmentOf(OTHER, nodeHash) }
    expect(verifyBundle(forged, nodeHash)).toEqual({ valid: false, code: 'number-mismatch', what: 'P1' })
  })
})

describe('Canonical JSON is RFC 8785', () => {
  test('Members are ordered by code unit, texts escaped as little as may be', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1F600}': 5, '\u0080': 6, '\u00f6': 7 }
    expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"\u{1F600}":5,"\ufb33":3}')
    expect(canonicalJson({ b: [null, true, 1e21, 0.000001, -0], a: '\u0007"\\/\u2028' })).toBe(
      '{"a":"\\u0007\\"\\\\/\u2028","b":[null,true,1e+21,0.000001,0]}',
    )
  })

  test.each([[Number.NaN], [Number.POSITIVE_INFINITY], ['\udc00'], [{ '\ud800': 1 }]])(
    '%j has no such form',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(RangeError)
    },
  )
})
