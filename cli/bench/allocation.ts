import { draw } from '../../domain/allocation/draw.ts'
import { generateDraw } from '../oracle/generate-draw.ts'
import { nodeHash } from '../oracle/node-hash.ts'
import { type Figure, figureOf } from './figure.ts'

const large = { applicants: 20_000, lots: 2000 }
/** A quarter of it: four times as much may take four times as long, and no more. */
const small = { applicants: 5000, lots: 500 }
const mostSeconds = 5
const rounds = 3

/** How long a large round is drawn, and how that grows with its size. */
export function benchAllocation(): readonly Figure[] {
  const [ofSmall, ofLarge] = [secondsOf(small), secondsOf(large)]
  const growth = ofLarge / ofSmall
  return [
    figureOf({ bench: 'allocation', figure: 'draw-20000-x-2000', unit: 's', value: ofLarge, baseline: mostSeconds }),
    figureOf({ bench: 'allocation', figure: 'growth-at-4-times', unit: 'times', value: growth, baseline: 4 }),
  ]
}

/** The best of some rounds, each of other people. */
function secondsOf(size: typeof large): number {
  const seconds = Array.from({ length: rounds }, (_, index) => {
    const groups = ['high-level', 'family-with-child', 'returnee-graduate']
    const input = generateDraw({ ...size, seed: index + 1, maxApartments: 4, maxPreferences: 6, groups })
    const began = performance.now()
    draw(input, nodeHash)
    return (performance.now() - began) / 1000
  })
  return Math.min(...seconds)
}
