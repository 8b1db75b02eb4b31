import { z } from 'zod'
import { assessPoints } from '../../domain/points/assess-points.ts'
import { type Difference, dayForm, differencesOfAll, type Played, playEach } from './played.ts'

const caseForm = z.object({ onDate: dayForm, input: z.unknown(), expect: z.record(z.string(), z.unknown()) })

/** Plays the cases of a file in the form of `points.json`. */
export function playPoints(cases: readonly unknown[]): Iterable<Played> {
  return playEach(cases, playAssessment)
}

function playAssessment(entry: unknown): readonly Difference[] {
  const { onDate, input, expect } = caseForm.parse(entry)
  return differencesOfAll(expect, { ...assessPoints(input, onDate) })
}
