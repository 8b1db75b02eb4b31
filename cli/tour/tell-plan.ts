import { z } from 'zod'
import { type PlanWords, planWords } from '../../templates/plan-words.ts'
import { sharedParts } from '../centre/shared-parts.ts'
import { overseer, type Play, readAs } from '../scenario/play.ts'
import { planState } from './plan-state.ts'

const plan = z.looseObject({
  number: z.string(),
  status: z.string(),
  visits: z.number(),
  expectedOn: z.string().nullable(),
  documents: z.array(z.looseObject({ number: z.string(), state: z.string() })),
})

/** At the end: what became of each plan, in the words of its page, and its papers. */
export async function tellPlans(say: (line: string) => void, play: Play): Promise<void> {
  const { translator } = await sharedParts()
  const words = planWords(translator, 'en')
  for (const id of play.plans.values()) {
    const view = await readAs(play, overseer, { path: `/api/v1/plans/${id}`, schema: plan })
    const { number, status, visits, documents } = view
    say(`\n  Plan ${number}: ${words.say(`page.status.${status}`)}; ${words.say('page.visits.title')}: ${visits}`)
    for (const line of linesOf(words, planState(view))) say(`    ${line}`)
    for (const paper of documents) say(`    ▤ ${paper.number}  ${words.say('name')}  ${paper.state}`)
  }
}

/** Matters with what they need, visits with their reasons, the path of the date, and what has changed. */
const linesOf = (words: PlanWords, { whole, changes }: ReturnType<typeof planState>): readonly string[] => [
  ...whole.matters.flatMap((matter) => [
    `${words.matter(matter)}: ${words.say(`states.${matter.state}`)}. ${words.expected(matter)}`,
    ...matter.needs.map((need) => `  ${words.need(need)}`),
  ]),
  ...whole.whyVisits.map((step) => `${words.step(step)}: ${words.why(step, whole)}`),
  ...whole.criticalPath.map((stretch) => `${words.stretch(stretch)}: ${words.when(stretch)}`),
  ...changes.toReversed().map((change) => `${change.at.slice(0, 16)}  ${words.change(change, whole)}`),
]
