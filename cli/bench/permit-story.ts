import type { Scenario } from '../scenario/scenario-file.ts'
import { stepSchemas } from '../scenario/step.ts'

const by = (account: string, at: string, [task, outcome]: readonly [string, string]) => ({
  at: `2026-03-${at}:00+08:00`,
  by: account,
  do: 'decide',
  case: 'c1',
  task,
  outcome,
})

const steps: readonly Readonly<{ do: string }>[] = [
  { at: '2026-03-02T10:00:00+08:00', by: 'applicant', do: 'open', case: 'c1', form: 'work-permit.new' },
  by('officer.a', '03T09:30', ['check-materials', 'complete']),
  by('officer.a', '04T10:00', ['examine', 'recommend']),
  by('officer.b', '05T11:00', ['approve', 'grant']),
  by('officer.b', '06T09:10', ['record-biometrics', 'taken']),
  by('officer.a', '09T10:00', ['hand-over', 'handed-over']),
  { at: '2026-03-09T10:10:00+08:00', do: 'expect', case: 'c1', status: 'closed', outcome: 'granted' },
].map((step) => ({ ...step }))

/** A first permit with nothing in its way, from the form to the hand-over. */
export const permitStory: Scenario = {
  id: 'permit-straight',
  why: 'A first permit with nothing in its way.',
  steps: steps.flatMap((step) => stepSchemas[step.do]?.parse(step) ?? []),
}

/** The same four weeks earlier, on the same days of the week: every part has then done everything once. */
export const warmingStory: Scenario = {
  ...permitStory,
  steps: permitStory.steps.map((step) => ({ ...step, at: step.at.replace('2026-03', '2026-02') })),
}
