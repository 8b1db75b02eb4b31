import { isDeepStrictEqual } from 'node:util'
import type { RequestHandler } from 'express'
import { at } from '../../../domain/case/form.ts'
import { actOnCase } from '../../commands/act.ts'
import { actionDoor, formOf } from '../../commands/schemas.ts'
import { isProblem, type Problem } from '../../problems.ts'
import { attempt, orOnwards, problemData } from '../attempt.ts'
import { type CaseReading, readCase } from '../case-reading.ts'
import { labelOf } from '../field-words.ts'
import { type Field, idOf } from '../fields.ts'
import { signedPage } from '../guard.ts'
import type { Schema } from '../json-schema.ts'
import { drawnSchema } from '../json-schema.ts'
import { type Kit, type SignedVisit, show, showProblem } from '../kit.ts'
import { materialCard } from '../material-cards.ts'
import { fieldsFor } from '../plain-fields.ts'
import { type Section, sectionsOf } from '../sections.ts'
import { changesList, textOf, typedDraft, typedValues } from '../typed.ts'
import { questionOf } from './question.ts'

type Acting = {
  readonly visit: SignedVisit
  readonly reading: CaseReading
  readonly action: string
  readonly until: string | null
}

/** What the reasons of the open notice ask to be touched: dotted paths of the form, and types of material. */
function asked({ view, definition }: CaseReading) {
  const open = view.corrections.findLast(({ answeredAt }) => answeredAt === null)
  const reasons = open?.reasons ?? []
  const touched = [...new Set(reasons.flatMap((reason) => definition.reasons.correction[reason] ?? []))]
  const known = Object.entries(definition.materials).filter(([, { tracks }]) => tracks.includes(view.track))
  const types = known.map(([type]) => type)
  const materials = touched.includes('*') ? types : types.filter((type) => touched.includes(type))
  return { reasons, materials, named: touched, paths: touched.filter((path) => path !== '*' && !types.includes(path)) }
}

/** The part of a form that lies under any of these paths. */
function under(schema: Schema, paths: readonly string[], prefix = ''): Schema {
  const kept = Object.entries(schema.properties ?? {}).flatMap(
    ([name, part]): readonly (readonly [string, Schema])[] => {
      const path = `${prefix}${name}`
      if (paths.some((wanted) => wanted === path || wanted === `${path}.*`)) return [[name, part]]
      const inner = part.properties === undefined ? undefined : under(part, paths, `${path}.`)
      return inner?.properties === undefined || Object.keys(inner.properties).length === 0 ? [] : [[name, inner]]
    },
  )
  return { ...schema, properties: Object.fromEntries(kept) }
}

const formSchema = ({ view }: CaseReading): Schema => drawnSchema(formOf(view.kind).schema(view.track))

const isCorrection = (action: string): boolean => action === 'supply-corrections'

/** The questions of an action: those of its data, or of corrections the part of the form that was asked about. */
function schemaFor({ reading, action }: Acting): Schema {
  if (isCorrection(action)) return under(formSchema(reading), asked(reading).paths)
  return drawnSchema(actionDoor(reading.view.kind, action).schema)
}

const draftOf = ({ visit, reading, action }: Acting, problem: Problem | undefined): unknown => {
  if (problem !== undefined || changesList(visit.sent))
    return typedDraft(schemaFor({ visit, reading, action, until: null }), visit.sent)
  return isCorrection(action) ? (reading.view.form ?? {}) : {}
}

function sectionsFor(acting: Acting, problem?: Problem): readonly Section[] {
  const { visit, reading, action } = acting
  const base = isCorrection(action) ? 'form' : 'data'
  const filling = { speech: visit.speech, kind: reading.view.kind, faults: problem?.errors ?? [], base }
  const add = textOf(visit.sent, 'add')
  return sectionsOf(schemaFor(acting), { ...filling, add, draft: draftOf(acting, problem) })
}

/** What a correction is about, point by point, and the uploads it asks for. */
function correctionData({ visit, reading, action }: Acting): {
  readonly points: readonly object[]
  readonly uploads: readonly object[]
  readonly note?: Field
} {
  if (!isCorrection(action)) return { points: [], uploads: [] }
  const { speech } = visit
  const { view } = reading
  const { reasons, materials, named } = asked(reading)
  const wanted = { speech, view, required: materials }
  return {
    points: reasons.map((reason) => ({
      text: speech.ofKind(view.kind, `reasons.${reason}.applicant`) ?? reason,
      where: '',
    })),
    uploads: materials.map((type) => {
      const card = materialCard(wanted, type)
      const offered = (view.materials ?? []).some((file) => file.type === type && file.state === 'offered')
      const state = offered ? 'there' : named.includes(type) ? 'asked' : 'optional'
      const tones = { there: 'good', asked: 'warn', optional: '' } as const
      return { ...card, stateText: speech.p(`materials.state.${state}`), tone: tones[state] }
    }),
    note: fieldsFor(speech)({
      name: 'note',
      label: 'form.note',
      input: 'textarea',
      optional: true,
      value: textOf(visit.sent, 'note'),
    }),
  }
}

async function showAction(acting: Acting, problem?: Problem): Promise<void> {
  const { visit, reading, action, until } = acting
  const { speech } = visit
  const { kind, id, number } = reading.view
  const title = speech.word(kind, `actions.${action}.title`)
  const labels = {
    speech,
    labelOf: (path: string) => ({ label: labelOf({ speech, kind }, path), href: `#${idOf(path)}` }),
  }
  await show(visit, {
    template: 'action',
    title,
    status: problem === undefined ? 200 : 422,
    data: {
      heading: title,
      explain: speech.ofKind(kind, `actions.${action}.explain`),
      question: action === 'answer-question' ? await questionOf(visit.kit, reading) : '',
      until: until === null ? undefined : speech.date(until),
      button: speech.ofKind(kind, `actions.${action}.button`) ?? title,
      look: action === 'withdraw' ? 'grave' : '',
      sections: sectionsFor(acting, problem).filter(({ fields, lists }) => fields.length + lists.length > 0),
      ...correctionData(acting),
      base: `/cases/${id}`,
      back: encodeURIComponent(`/cases/${id}/actions/${action}`),
      trail: [{ href: `/cases/${id}`, text: number }],
      ...(problem === undefined ? {} : problemData(problem, labels)),
    },
  })
}

/** What the form sends as the action's data. Of corrections: what was changed, and what was uploaded since. */
function dataOf(acting: Acting): Record<string, unknown> {
  const { visit, reading, action } = acting
  const schema = schemaFor(acting)
  if (!isCorrection(action)) return typedDraft(schema, visit.sent)
  const { materials } = asked(reading)
  const changed = [...typedValues(schema, visit.sent)].filter(
    ([path, value]) => !isDeepStrictEqual(value, at(reading.view.form, path)),
  )
  const set = changed.filter(([, value]) => value !== undefined)
  const unset = changed.filter(([, value]) => value === undefined).map(([path]) => path)
  const offered = (reading.view.materials ?? []).filter(
    ({ state, type }) => state === 'offered' && materials.includes(type),
  )
  const note = textOf(visit.sent, 'note')
  return {
    ...(set.length === 0 ? {} : { set: Object.fromEntries(set) }),
    ...(unset.length === 0 ? {} : { unset }),
    ...(offered.length === 0 ? {} : { materials: [...new Set(offered.map(({ type }) => type))] }),
    ...(note === '' ? {} : { note }),
  }
}

const acting = (kit: Kit, handle: (acting: Acting) => Promise<void>): RequestHandler =>
  signedPage(kit, 'act', async (visit) => {
    const reading = await readCase(visit, String(visit.request.params['id']))
    if (reading === undefined) return
    const action = String(visit.request.params['action'])
    const open = reading.view.actions.find((each) => each.action === action)
    if (open === undefined)
      return await showProblem(visit, { refused: 'not-open' }, { back: `/cases/${reading.view.id}` })
    await handle({ visit, reading, action, until: open.until })
  })

/** The form of anything that is open to the caller. */
export const actionPage = (kit: Kit): RequestHandler => acting(kit, (open) => showAction(open))

/** Does it. */
export const doAction = (kit: Kit): RequestHandler =>
  acting(kit, async (open) => {
    const { visit, reading, action } = open
    const { id } = reading.view
    if (changesList(visit.sent)) return await showAction(open)
    const outcome = await attempt(visit, actOnCase, { case: id, action, data: dataOf(open) })
    if (isProblem(outcome)) return await showAction(open, outcome)
    orOnwards(visit, outcome, { path: `/cases/${id}`, told: 'done' })
  })
