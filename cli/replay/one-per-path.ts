import { formNamed } from '../scenario/forms.ts'
import type { Scenario } from '../scenario/scenario-file.ts'
import type { Step } from '../scenario/step.ts'

const text = (step: Step, name: string): string => {
  const found: unknown = Reflect.get(step, name)
  return typeof found === 'string' ? found : ''
}

/** What a step has a case do: which act or decision, of which outcome; and how it is then expected to stand. */
function partsOf(step: Step): readonly string[] {
  const done = ['do', 'task', 'action', 'act', 'outcome', 'purpose', 'how', 'step', 'system'].map((name) =>
    text(step, name),
  )
  const ended = step.do === 'expect' ? ['stage', 'outcome'].map((name) => `${name}:${text(step, name)}`) : []
  return [...(step.do === 'expect' ? [] : [done.join(' ')]), ...ended]
}

/** Everything that happens in a story, by the kinds of the cases in it. */
function pathOf({ steps }: Scenario): ReadonlySet<string> {
  const kinds = steps.flatMap((step) => (step.do === 'open' ? [formNamed(step.form)?.kind ?? ''] : []))
  const kind = [...new Set(kinds)].toSorted().join('+')
  return new Set(steps.flatMap(partsOf).map((part) => `${kind} ${part}`))
}

/** Of stories without a history those that go a way, or a part of one, that none with a history and none before them goes. */
export function onePerPath(scenarios: readonly Scenario[], isStored: (scenario: Scenario) => boolean): Scenario[] {
  const gone = new Set(scenarios.filter(isStored).flatMap((scenario) => [...pathOf(scenario)]))
  return scenarios.filter((scenario) => {
    if (isStored(scenario)) return false
    const path = pathOf(scenario)
    const isNew = [...path].some((part) => !gone.has(part))
    for (const part of path) gone.add(part)
    return isNew
  })
}
