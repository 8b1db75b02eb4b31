import type { CaseView } from '../commands/case-view.ts'
import type { Schema } from './json-schema.ts'
import type { Speech } from './speech.ts'

/** Steps of a draft: its questions, where there is one the choice on a page of its own, its papers, the last look. */
export const draftStepNames = ['form', 'choice', 'materials', 'review'] as const
export type DraftStep = (typeof draftStepNames)[number]

/** What is chosen by its picture on a page of its own, not typed in the form. */
const chosen: Readonly<Record<string, readonly string[]>> = {
  'apartment-allocation': ['roundCode', 'preferences', 'apartmentId'],
}

/** Whether a field of a kind is answered on the page of the choice. */
export const isChosen = (kind: string, path: string): boolean =>
  chosen[kind]?.includes(path.split('.')[0] ?? '') === true

/** The step after this one. */
export function stepAfter(kind: string, here: DraftStep): DraftStep {
  const steps = stepsOf(kind)
  return steps[steps.indexOf(here) + 1] ?? 'review'
}

const stepsOf = (kind: string): readonly DraftStep[] =>
  draftStepNames.filter((step) => step !== 'choice' || chosen[kind] !== undefined)

/** The questions that are typed. */
export function typedSchema(kind: string, schema: Schema): Schema {
  const properties = Object.entries(schema.properties ?? {}).filter(([name]) => !isChosen(kind, name))
  return { ...schema, properties: Object.fromEntries(properties) }
}

/** The steps as links, the one that is open marked. */
export const draftSteps = (
  speech: Speech,
  { id, kind, track }: Pick<CaseView, 'id' | 'kind' | 'track'>,
  here: DraftStep,
) =>
  stepsOf(kind).map((step) => ({
    href: `/cases/${id}/${step}`,
    text: step === 'choice' ? speech.t(`homes:choice.step-${track}`) : speech.p(`step.${step}`),
    current: step === here,
  }))
