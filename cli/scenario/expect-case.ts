import { type CaseView, eventsOf, messagesOf, viewAs } from './case-view.ts'
import { valueAt } from './change-form.ts'
import { compare, type Manner } from './compare.ts'
import { caseOf, type OpenedCase, type Play } from './play.ts'
import type { Difference } from './scenario-file.ts'
import type { Step } from './step.ts'

type Expectation = Step<'expect'>
type Actual = (seen: Seen) => unknown

/** Everything a story may ask of a case, read once. */
type Seen = Readonly<{
  view: CaseView
  actions: readonly string[]
  messages: readonly string[]
  events: readonly string[]
}>

const codesOf = (items: readonly { readonly code: string }[]) => items.map(({ code }) => code)

/** What each word of an expectation looks at, and how it is held against it. */
const words: readonly (readonly [keyof Expectation, Manner, Actual])[] = [
  ['status', 'equal', ({ view }) => view.status],
  ['stage', 'equal', ({ view }) => view['stage']],
  ['waitingFor', 'equal', ({ view }) => view['waitingFor']],
  ['outcome', 'equal', ({ view }) => view['outcome']],
  ['reasons', 'equal', ({ view }) => view['reasons']],
  ['flags', 'set', ({ view }) => view.flags],
  ['tasks', 'set', ({ view }) => view.tasks.map(({ task }) => task)],
  ['tasksInclude', 'include', ({ view }) => view.tasks.map(({ task }) => task)],
  ['actions', 'set', ({ actions }) => actions],
  ['actionsInclude', 'include', ({ actions }) => actions],
  ['documents', 'equal', ({ view }) => codesOf(view.documents)],
  ['documentsInclude', 'include', ({ view }) => codesOf(view.documents)],
  ['messages', 'equal', ({ messages }) => messages],
  ['messagesInclude', 'include', ({ messages }) => messages],
  ['events', 'order', ({ events }) => events],
]

/** Holds a case against what the story expects of it now. */
export async function expectCase(play: Play, step: Expectation, name: string): Promise<readonly Difference[]> {
  const seen = await look(play, caseOf(play, name), step)
  const plain = words.flatMap(([word, manner, actual]) =>
    step[word] === undefined ? [] : compare({ what: word, expected: step[word], actual: actual(seen), manner }),
  )
  return [...plain, ...expectClocks(step, seen.view), ...expectData(step, seen.view)]
}

async function look(play: Play, found: OpenedCase, step: Expectation): Promise<Seen> {
  const view = await viewAs(play, found)
  const ofOpener = (step.actions ?? step.actionsInclude) ? await viewAs(play, found, found.openedBy) : view
  return {
    view,
    actions: [...new Set([...view.actions, ...ofOpener.actions].map(({ action }) => action))],
    messages: (step.messages ?? step.messagesInclude) ? await messagesOf(play, found) : [],
    events: step.events ? (await eventsOf(play, found)).map(({ type }) => type) : [],
  }
}

/** Of several clocks of a code the last; only what is named. */
function expectClocks({ clocks = {} }: Expectation, view: CaseView): readonly Difference[] {
  return Object.entries(clocks).flatMap(([code, fields]) => {
    const clock = view.clocks.findLast((one) => one.code === code)
    return Object.entries(fields).flatMap(([field, expected]) =>
      compare({
        what: `clocks.${code}.${field}`,
        expected,
        actual: clock === undefined ? 'no such clock' : clock[field],
      }),
    )
  })
}

function expectData({ data = {} }: Expectation, view: CaseView): readonly Difference[] {
  return Object.entries(data).flatMap(([path, expected]) =>
    compare({ what: `data.${path}`, expected, actual: valueAt(view, path) }),
  )
}
