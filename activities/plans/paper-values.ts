import type { Language } from '../../domain/case/language.ts'
import type { Planned } from '../../domain/plan/make-plan.ts'
import type { DatedChange } from '../../domain/plan/plan-events.ts'
import type { DocumentValues } from '../../templates/document-values.ts'
import { type PlanWords, planWords } from '../../templates/plan-words.ts'
import type { Translator } from '../../templates/translate.ts'

/** Says a text in Chinese, which governs, and in the reader's language. */
type Both = (say: (words: PlanWords) => string) => { readonly zh: string; readonly own: string }

type Told = { readonly plan: Planned; readonly changes: readonly DatedChange[] }

/** What the paper says of a plan, in whole sentences: the same words as the page and the mail. */
export function paperValues(translator: Translator, language: Language, { plan, changes }: Told): DocumentValues {
  const [zh, own] = [planWords(translator, 'zh'), planWords(translator, language)]
  const both: Both = (say) => ({ zh: say(zh), own: say(own) })
  return {
    plan: {
      visits: String(plan.visits),
      expected: both((words) => words.expected({ expectedOn: plan.expectedOn, state: 'open' })),
      matters: mattersOf(plan, both),
      papers: plan.papers.map((paper) => ({
        name: both((words) => words.paper(paper, plan)),
        state: both((words) => words.say(`papers.${paper.state}`)),
      })),
      steps: plan.whyVisits.map((step) => ({
        name: both((words) => words.step(step)),
        why: both((words) => words.why(step, plan)),
      })),
      path: plan.criticalPath.map((stretch) => ({
        name: both((words) => words.stretch(stretch)),
        when: both((words) => words.when(stretch)),
      })),
      ...(plan.provisional ? { provisional: true } : {}),
      ...headings(plan, changes),
      changes: changes.map((change) => ({ text: both((words) => words.change(change, plan)) })),
    },
  }
}

/** Which parts have anything to stand under their headings. */
const headings = ({ papers, whyVisits, criticalPath }: Planned, changes: Told['changes']): DocumentValues => ({
  ...(papers.length > 0 ? { hasPapers: true } : {}),
  ...(whyVisits.length > 0 ? { hasSteps: true } : { noVisit: true }),
  ...(criticalPath.length > 0 ? { hasPath: true } : {}),
  ...(changes.length > 0 ? { hasChanges: true } : {}),
})

const mattersOf = ({ matters }: Planned, both: Both): readonly DocumentValues[] =>
  matters.map((matter) => ({
    name: both((words) => words.matter(matter)),
    state: both((words) => words.say(`states.${matter.state}`)),
    until: both((words) => words.expected(matter)),
    ...(matter.needs.length === 0
      ? {}
      : { needs: both((words) => matter.needs.map((need) => words.need(need)).join(' ')) }),
  }))
