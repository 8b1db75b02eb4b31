import type { RequestHandler } from 'express'
import { clockOf, type Definition } from '../../../domain/case/definition.ts'
import { type Advised, type Answered, follow, guideTree, policyDate } from '../../../domain/guide/tree.ts'
import { definitionOf } from '../../../domain/kinds/index.ts'
import { lengthText } from '../clock-model.ts'
import { page } from '../guard.ts'
import { type Kit, show, type Visit } from '../kit.ts'
import type { Speech } from '../speech.ts'

/** A question with its answers, each a link: nothing is sent, nothing is kept. */
export function questionShown(speech: Speech, question: string, before: URLSearchParams) {
  return {
    title: speech.t(`guide:ask.${question}`),
    answers: Object.keys(guideTree[question] ?? {}).map((answer) => {
      const asked = new URLSearchParams(before)
      asked.set(question, answer)
      return { href: `/guide?${asked.toString()}`, text: speech.t(`guide:answer.${question}.${answer}`) }
    }),
  }
}

type Known = Advised & { readonly definition: Definition }

const ruleOf = ({ definition, track }: Known) => {
  const clock = clockOf(definition, definition.promise)
  return clock.byTrack?.[track] ?? clock.rule
}

function stepShown(speech: Speech, matter: Known) {
  const { kind, track, why, definition } = matter
  const papers = Object.entries(definition.materials).filter(([, { tracks }]) => tracks.includes(track))
  return {
    href: `/start/${kind}`,
    name: `${speech.word(kind, 'name')} · ${speech.word(kind, `tracks.${track}`)}`,
    why: speech.t(`guide:why.${why}`),
    length: speech.p('welcome.promise', { length: lengthText(speech, ruleOf(matter)) }),
    papers: papers.map(([type]) => ({
      name: speech.word(kind, `materials.${type}.name`),
      hint: speech.ofKind(kind, `materials.${type}.hint`),
    })),
  }
}

/** All promised times together, where they are counted alike; what the person needs in between is not ours to promise. */
function wholeLength(speech: Speech, matters: readonly Known[]): string | undefined {
  const days = matters.map(ruleOf).flatMap((rule) => (rule.kind === 'working-days' ? [rule.n] : []))
  if (matters.length < 2 || days.length < matters.length) return undefined
  return speech.t('guide:in-all', { count: days.reduce((sum, n) => sum + n, 0) })
}

const known = (matters: readonly Advised[]): readonly Known[] =>
  matters.flatMap((matter) => {
    const definition = definitionOf(matter.kind)
    return definition === undefined ? [] : [{ ...matter, definition }]
  })

const asQuery = (answered: readonly Answered[]): URLSearchParams =>
  new URLSearchParams(Object.fromEntries(answered.map(({ question, answer }) => [question, answer])))

/** What was answered so far, each with the way back to its question. */
function answersShown(speech: Speech, answered: readonly Answered[]) {
  return answered.map(({ question, answer }, index) => {
    const before = asQuery(answered.slice(0, index))
    return {
      question: speech.t(`guide:ask.${question}`),
      answer: speech.t(`guide:answer.${question}.${answer}`),
      href: `/guide?${before.toString()}`,
    }
  })
}

function advise({ speech, request }: Visit) {
  const advice = follow(guideTree, (question) => {
    const answer = request.query[question]
    return typeof answer === 'string' ? answer : undefined
  })
  const before = asQuery(advice.answered)
  const matters = 'matters' in advice ? known(advice.matters) : []
  return {
    answered: answersShown(speech, advice.answered),
    ask: 'ask' in advice ? questionShown(speech, advice.ask, before) : undefined,
    steps: matters.map((matter) => stepShown(speech, matter)),
    whole: wholeLength(speech, matters),
    dated: speech.t('guide:dated', { on: speech.date(policyDate) }),
  }
}

/** What somebody needs, in what order, and how long it takes, by a few questions. */
export const guidePage = (kit: Kit): RequestHandler =>
  page(kit, (visit) => show(visit, { template: 'guide', title: visit.speech.t('guide:title'), data: advise(visit) }))
