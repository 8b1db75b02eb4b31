import type { RequestHandler } from 'express'
import type { z } from 'zod'
import { definitions } from '../../../domain/kinds/index.ts'
import { type Proposal, propose } from '../../../domain/plan/propose.ts'
import { listCases } from '../../../prisma/lists.ts'
import { planWords } from '../../../templates/plan-words.ts'
import { makePlan, planAnswersInput } from '../../commands/make-plan.ts'
import { isProblem, type Problem } from '../../problems.ts'
import { attempt, problemData } from '../attempt.ts'
import { alpha2Of, nationalities } from '../countries.ts'
import { type Field, idOf, type Option } from '../fields.ts'
import { signedPage } from '../guard.ts'
import { goTo, type Kit, type SignedVisit, show } from '../kit.ts'
import type { Speech } from '../speech.ts'
import { type Sent, textOf, textsOf } from '../typed.ts'

/** The questions that are chosen from a few answers, with these. */
const choices = {
  job: ['none', 'offer', 'working', 'new-employer'],
  permit: ['none', 'valid', 'expiring', 'lost'],
  home: ['hotel', 'own', 'rented', 'with-friends', 'employer', 'looking'],
  family: ['none', 'with-me'],
  study: ['none', 'abroad'],
  dispute: ['true', 'false'],
} as const

function choiceField(speech: Speech, sent: Sent, [name, values]: readonly [string, readonly string[]]): Field {
  return {
    ...{ name, id: idOf(name), input: 'radio', optional: true, value: '' },
    label: speech.t(`plan:ask.${name}.label`),
    options: values.map((value) => ({
      value,
      label: speech.t(`plan:ask.${name}.${value}`),
      chosen: textOf(sent, name) === value,
    })),
  }
}

function nationalityField(speech: Speech, sent: Sent): Field {
  const chosen = textOf(sent, 'nationality')
  const options: readonly Option[] = nationalities
    .map((code) => ({ value: code, label: speech.country(alpha2Of(code)), chosen: code === chosen }))
    .toSorted((one, other) => one.label.localeCompare(other.label, speech.language))
  const label = speech.t('plan:ask.nationality')
  return {
    name: 'nationality',
    id: idOf('nationality'),
    label,
    input: 'select',
    optional: true,
    value: chosen,
    options,
  }
}

const arrivalField = (speech: Speech, sent: Sent): Field => ({
  ...{ name: 'arrivedOn', id: idOf('arrivedOn'), input: 'date', optional: true, options: [] },
  label: speech.t('plan:ask.arrivedOn'),
  value: textOf(sent, 'arrivedOn'),
})

/** A few questions; their answers never stand in an address. */
export const askPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'plan-visit', async (visit) => {
    const { speech, sent } = visit
    await show(visit, {
      template: 'plan-ask',
      title: speech.t('plan:page.ask.title'),
      data: {
        fields: [
          nationalityField(speech, sent),
          arrivalField(speech, sent),
          ...Object.entries(choices).map((choice) => choiceField(speech, sent, choice)),
        ],
      },
    })
  })

const named = ['nationality', 'arrivedOn', ...Object.keys(choices)]

/** What was answered; what was left out, and what nobody could have chosen, is left out. */
function answersOf(sent: Sent): z.infer<typeof planAnswersInput> {
  const given = named.flatMap((name): (readonly [string, unknown])[] => {
    const text = textOf(sent, name)
    const value: unknown = name === 'dispute' ? text === 'true' : text
    const one = { [name]: value }
    return text !== '' && planAnswersInput.safeParse(one).success ? [[name, value]] : []
  })
  return planAnswersInput.parse(Object.fromEntries(given))
}

const keyOf = ({ kind, track }: Pick<Proposal, 'kind' | 'track'>): string => `${kind}/${track}`

const mostCases = 50

/** What can be ticked: what is proposed, what is there already, and everything else. */
export async function choicesFor(visit: SignedVisit, proposals: readonly Proposal[]) {
  const { kit, speech, caller } = visit
  const words = planWords(kit.parts.translator, speech.language)
  const rows = await listCases(kit.parts.prisma, caller, { limit: mostCases })
  const open = rows.filter(({ view }) => view !== null && view.status !== 'closed')
  const every = definitions.flatMap(({ kind, tracks }) => tracks.map((track) => ({ kind, track })))
  const proposed = new Set(proposals.map(keyOf))
  return {
    proposed: proposals.map((proposal) => ({
      ...{ value: keyOf(proposal), label: words.matter(proposal), chosen: true },
      hint: words.say(`reasons.${proposal.reason}`),
    })),
    known: open.map(({ id, number, kind, track }) => ({
      ...{ value: id, label: words.matter({ kind, track }), chosen: false, hint: number },
    })),
    others: every
      .filter((each) => !proposed.has(keyOf(each)))
      .map((each) => ({ value: keyOf(each), label: words.matter(each), chosen: false })),
  }
}

async function showChoices(visit: SignedVisit, problem?: Problem): Promise<void> {
  const { speech, sent } = visit
  const answers = answersOf(sent)
  const said = problem === undefined ? {} : problemData(problem, { speech, labelOf: () => undefined })
  await show(visit, {
    template: 'plan-choose',
    title: speech.t('plan:page.choose.title'),
    status: problem === undefined ? 200 : 422,
    data: {
      ...(await choicesFor(visit, propose(answers))),
      kept: named.map((name) => ({ name, value: textOf(sent, name) })),
      ...said,
    },
  })
}

/** What the answers speak for, each with its reason, beside what is there already. */
export const choosePage = (kit: Kit): RequestHandler => signedPage(kit, 'plan-visit', (visit) => showChoices(visit))

/** Matters as they were ticked: a case by its id, else a kind and its track. */
export const mattersTicked = (sent: Sent): readonly unknown[] =>
  textsOf(sent, 'matters').map((text) => {
    const [kind = '', track = ''] = text.split('/')
    return track === '' ? text : { kind, track }
  })

/** Makes the plan of what was ticked. */
export const makePlanPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'plan-visit', async (visit) => {
    const { sent } = visit
    const outcome = await attempt(visit, makePlan, { answers: answersOf(sent), matters: mattersTicked(sent) })
    if (isProblem(outcome)) return await showChoices(visit, outcome)
    goTo(visit, 'done' in outcome && outcome.created !== undefined ? `/plans/${outcome.created}` : '/')
  })
