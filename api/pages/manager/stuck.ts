import type { RequestHandler } from 'express'
import { definitionOf } from '../../../domain/kinds/index.ts'
import { findStuck, listStuck, type StuckRow } from '../../../prisma/stuck.ts'
import { rescueForm, rescueStep } from '../../commands/rescue-step.ts'
import { isProblem, type Problem } from '../../problems.ts'
import { attempt, orOnwards, problemData } from '../attempt.ts'
import { type Field, fieldOf, idOf } from '../fields.ts'
import { signedPage } from '../guard.ts'
import { leavesOf, readSchema, type Schema } from '../json-schema.ts'
import { type Kit, type SignedVisit, show, showProblem } from '../kit.ts'
import { fieldsFor } from '../plain-fields.ts'
import type { Speech } from '../speech.ts'
import { textOf, typedDraft } from '../typed.ts'

type Told = Pick<StuckRow, 'kind' | 'system' | 'step' | 'cause'> & { readonly since: string; readonly number?: string }

const causeText = (speech: Speech, cause: string): string => speech.ofKind('pages', `causes.${cause}`) ?? cause

/** What was asked of the outside system, in words. */
function stepText(speech: Speech, { kind, step }: Pick<Told, 'kind' | 'step'>): string {
  const operation = definitionOf(kind)?.steps[step]?.operation ?? step
  return speech.ofKind('pages', `operations.${operation}`) ?? step
}

const rowsOf = (speech: Speech, { kind, step, cause, since, number = '' }: Told) => [
  ...(number === '' ? [] : [{ label: speech.p('search.number'), value: number }]),
  { label: speech.p('search.matter'), value: speech.word(kind, 'name') },
  { label: speech.p('stuck.step'), value: stepText(speech, { kind, step }) },
  { label: speech.p('stuck.cause'), value: causeText(speech, cause) },
  { label: speech.p('stuck.since'), value: speech.dateTime(since) },
]

/** Steps that gave up and wait for a person, oldest first. */
export const stuckPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'rescue-step', async (visit) => {
    const { speech } = visit
    const stuck = await listStuck(kit.parts.prisma, { limit: 200, offset: 0 })
    const steps = stuck.map((step) => ({
      id: step.id,
      system: speech.word('common', `systems.${step.system}`),
      cause: causeText(speech, step.cause),
      rows: rowsOf(speech, step),
    }))
    await show(visit, { template: 'stuck', title: speech.p('stuck.title'), data: { steps, live: 'tasks' } })
  })

/** The forms in which the answer may come: one, or one for each thing the system may say. */
function answerForms(stuck: StuckRow): readonly Schema[] {
  const { answer } = rescueForm(stuck)
  if (answer === null) return []
  const schema = readSchema(answer)
  return schema.anyOf ?? [schema]
}

const constantsOf = (schema: Schema): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(schema.properties ?? {}).flatMap(([name, part]) =>
      part.const === undefined ? [] : [[name, part.const]],
    ),
  )

/** What a form of answer says by itself: what the system decided, or that it has taken the matter in. */
function formTitle(speech: Speech, schema: Schema): string {
  const { result, state, registered, undone } = constantsOf(schema)
  const said = result ?? state
  if (typeof said === 'string') return speech.ofKind('pages', `answers.results.${said}`) ?? said
  if (typeof registered === 'boolean') return speech.p(registered ? 'answers.is-registered' : 'answers.not-registered')
  return speech.p(undone === true ? 'answers.undone' : 'answers.taken')
}

/** A question of an answer, in words of its own. */
const inWords = (speech: Speech, field: Field): Field => ({
  ...field,
  label: speech.ofKind('pages', `answers.fields.${field.name}`) ?? field.label,
  options: field.options.map((option) => ({
    ...option,
    label: speech.ofKind('common', `options.employerState.${option.value}`) ?? option.label,
  })),
})

async function showRescue(visit: SignedVisit, stuck: StuckRow, problem?: Problem): Promise<void> {
  const { speech, sent } = visit
  const asked = Number(textOf(sent, 'form'))
  const answers = answerForms(stuck).map((schema, index) => {
    const isSent = problem !== undefined && index === asked
    const filling = {
      speech,
      kind: stuck.kind,
      draft: isSent ? typedDraft(schema, sent) : {},
      faults: isSent ? (problem.errors ?? []) : [],
      base: 'answer',
    }
    const own = leavesOf(schema).filter(({ schema: part }) => part.const === undefined)
    const source = { name: 'source', label: 'stuck.source', input: 'text', value: isSent ? textOf(sent, 'source') : '' }
    const number = (id: string) => `${id}-${index}`
    const field = fieldsFor(speech, filling.faults)(source)
    return {
      title: formTitle(speech, schema),
      fields: own
        .map((leaf) => inWords(speech, fieldOf(leaf, filling)))
        .map((each) => ({ ...each, id: number(each.id) })),
      source: { ...field, id: number(field.id) },
    }
  })
  const heading = speech.word('common', `systems.${stuck.system}`)
  const labels = {
    speech,
    labelOf: (path: string) => ({
      label: speech.ofKind('pages', `answers.fields.${path}`) ?? path,
      href: `#${idOf(path)}-${asked}`,
    }),
  }
  const data = {
    id: stuck.id,
    heading,
    rows: rowsOf(speech, { ...stuck, since: stuck.since.toISOString() }),
    mayGiveUp: rescueForm(stuck).giveUp,
    answers,
    trail: [{ href: '/stuck', text: speech.p('stuck.title') }],
    ...(problem === undefined ? {} : problemData(problem, labels)),
  }
  await show(visit, { template: 'rescue', title: heading, status: problem === undefined ? 200 : 422, data })
}

const ofStuck = (kit: Kit, handle: (visit: SignedVisit, stuck: StuckRow) => Promise<void>): RequestHandler =>
  signedPage(kit, 'rescue-step', async (visit) => {
    const stuck = await findStuck(kit.parts.prisma, String(visit.request.params['id']))
    await (stuck === null ? showProblem(visit, { refused: 'not-found' }, { back: '/stuck' }) : handle(visit, stuck))
  })

/** What can be done about one of them. */
export const rescuePage = (kit: Kit): RequestHandler => ofStuck(kit, (visit, stuck) => showRescue(visit, stuck))

const ways = ['retry', 'resolve', 'give-up'] as const

/** Tries again, takes the answer obtained by hand, or gives up. */
export const doRescue = (kit: Kit): RequestHandler =>
  ofStuck(kit, async (visit, stuck) => {
    const how = ways.find((way) => way === visit.request.params['how'])
    if (how === undefined) return await showProblem(visit, { refused: 'not-found' })
    const given = how === 'resolve' ? answerSent(visit, stuck) : {}
    const outcome = await attempt(visit, rescueStep, { stuck: stuck.id, how, ...given })
    if (isProblem(outcome)) return await showRescue(visit, stuck, outcome)
    orOnwards(visit, outcome, { path: '/stuck', told: 'done' })
  })

function answerSent({ sent }: SignedVisit, stuck: StuckRow) {
  const schema = answerForms(stuck)[Number(textOf(sent, 'form'))]
  if (schema === undefined) return {}
  const source = textOf(sent, 'source').trim()
  const answer = { ...constantsOf(schema), ...typedDraft(schema, sent) }
  return { answer, ...(source === '' ? {} : { source }) }
}
