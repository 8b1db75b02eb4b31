import type { RequestHandler } from 'express'
import type { Draft } from '../../../domain/case/form.ts'
import type { Operation } from '../../../domain/identity/roles.ts'
import { parseInstant } from '../../../domain/time/local-date.ts'
import { actOnCase } from '../../commands/act.ts'
import { formFaults, materialFaults } from '../../commands/check-form.ts'
import { saveDraft } from '../../commands/save-draft.ts'
import { formOf } from '../../commands/schemas.ts'
import { isProblem, type Problem, problemOf } from '../../problems.ts'
import { attempt, faultLines, orOnwards, problemData } from '../attempt.ts'
import { type CaseReading, readCase } from '../case-reading.ts'
import { draftNaming } from '../draft-naming.ts'
import { type DraftStep, draftSteps, isChosen, stepAfter, typedSchema } from '../draft-steps.ts'
import { faultsByQuestion, idOf } from '../fields.ts'
import { filledSections } from '../filled-form.ts'
import { signedPage } from '../guard.ts'
import { drawnSchema } from '../json-schema.ts'
import { goTo, type Kit, type SignedVisit, show } from '../kit.ts'
import { materialCards } from '../material-cards.ts'
import { sectionsOf } from '../sections.ts'
import { changesList, type Sent, textOf, typedDraft, typedValues } from '../typed.ts'

type Drafting = { readonly visit: SignedVisit; readonly reading: CaseReading; readonly base: string }

const stepsOf = ({ visit, reading }: Drafting, here: DraftStep) => draftSteps(visit.speech, reading.view, here)

const schemaOfCase = ({ view }: CaseReading) => drawnSchema(formOf(view.kind).schema(view.track))

/** The questions that are typed here: what is chosen by its picture has a page of its own. */
const typedOf = ({ view }: CaseReading) => typedSchema(view.kind, drawnSchema(formOf(view.kind).schema(view.track)))

/** A draft's page, for whoever may still change it; anybody else is shown the case. */
const drafting = (kit: Kit, needs: Operation, handle: (drafting: Drafting) => Promise<void>): RequestHandler =>
  signedPage(kit, needs, async (visit) => {
    const reading = await readCase(visit, String(visit.request.params['id']))
    if (reading === undefined) return
    const base = `/cases/${reading.view.id}`
    if (reading.view.status === 'draft') await handle({ visit, reading, base })
    else goTo(visit, base)
  })

/** What a place of the form is called and where it is asked. */
const naming = ({ visit, reading }: Drafting, page = '') => ({
  speech: visit.speech,
  labelOf: draftNaming({ speech: visit.speech, view: reading.view, page }),
})

async function showForm(drafting: Drafting, draft: unknown, problem?: Problem): Promise<void> {
  const { visit, reading, base } = drafting
  const { speech } = visit
  const { kind, version } = reading.view
  const faults = problem?.errors ?? []
  const { add } = visit.request.query
  const filling = { speech, kind, draft, faults, base: 'form', add: typeof add === 'string' ? add : '' }
  const said = problem === undefined ? {} : problemData(problem, naming(drafting))
  await show(visit, {
    template: 'form',
    title: speech.word(kind, 'name'),
    status: problem === undefined ? 200 : 422,
    data: {
      kindName: speech.word(kind, 'name'),
      steps: stepsOf(drafting, 'form'),
      sections: sectionsOf(typedOf(reading), filling),
      version,
      trail: [{ href: base, text: reading.view.number }],
      ...said,
    },
  })
}

/** The form of a draft, as far as it is filled in; asked for with faults, it names each. */
export const formPage = (kit: Kit): RequestHandler =>
  drafting(kit, 'change-draft', async (draft) => {
    const isChecked = draft.visit.request.query['check'] !== undefined
    const faults = isChecked ? await faultsNow(draft, draft.reading.view.form ?? {}) : []
    await showForm(draft, draft.reading.view.form ?? {}, faults.length === 0 ? undefined : problemOf(faults))
  })

const pathOf = (pointer: string): string => pointer.replace(/^\/form\//, '').replaceAll('/', '.')

async function faultsNow({ visit, reading }: Drafting, form: Draft) {
  const { kind, track, channel } = reading.view
  const faults = formFaults({ kind, track, channel, form, receivedAt: await visit.kit.parts.officeTime.now() })
  const typed = faults.filter(({ pointer }) => !isChosen(kind, pathOf(pointer)))
  return faultsByQuestion(schemaOfCase(reading), typed)
}

/** Everything that stands in the form now, as a change of the draft. */
function changeSent({ visit, reading }: Drafting): Readonly<Record<string, unknown>> {
  const typed = [...typedValues(typedOf(reading), visit.sent)]
  const version = Number(textOf(visit.sent, 'version'))
  return {
    case: reading.view.id,
    set: Object.fromEntries(typed.filter(([, value]) => value !== undefined)),
    unset: typed.filter(([, value]) => value === undefined).map(([path]) => path),
    ...(Number.isSafeInteger(version) && version > 0 ? { version } : {}),
  }
}

/** Back to the list that was to grow or shrink: it is saved as it stands, the new entry is asked for by the address. */
function listChanged(base: string, sent: Sent): string {
  const add = textOf(sent, 'add')
  if (add !== '') return `${base}/form?add=${encodeURIComponent(add)}#${idOf(add)}`
  return `${base}/form#${idOf(textOf(sent, 'remove').replace(/\.\d+$/, ''))}`
}

/** Saves what was typed as it is. Going on, faults are shown; saved it is in either case. */
export const saveForm = (kit: Kit): RequestHandler =>
  drafting(kit, 'change-draft', async (draft) => {
    const { visit, reading, base } = draft
    const typed = typedDraft(typedOf(reading), visit.sent)
    const outcome = await attempt(visit, saveDraft, changeSent(draft))
    if (isProblem(outcome)) return await showForm(draft, typed, outcome)
    if (changesList(visit.sent)) return goTo(visit, listChanged(base, visit.sent))
    if (textOf(visit.sent, 'go') === 'save') return goTo(visit, base, 'saved')
    const faults = await faultsNow(draft, typed)
    goTo(visit, faults.length === 0 ? `${base}/${stepAfter(reading.view.kind, 'form')}` : `${base}/form?check`)
  })

const requiredOf = ({ view }: CaseReading): readonly string[] =>
  formOf(view.kind).requiredMaterials(view.track, view.form ?? {}, view.channel)

/** Each material with its upload, and what is still missing. */
export const materialsPage = (kit: Kit): RequestHandler =>
  drafting(kit, 'upload-material', (draft) => showMaterials(draft))

async function showMaterials(drafting: Drafting): Promise<void> {
  const { visit, reading, base } = drafting
  const { speech } = visit
  const { view, definition } = reading
  const materials = materialCards({ speech, view, required: requiredOf(reading) }, definition)
  const missing = materials.filter(({ isMissing }) => isMissing).map(({ name }) => name)
  const data = {
    kindName: speech.word(view.kind, 'name'),
    steps: stepsOf(drafting, 'materials'),
    materials,
    missing: missing.length === 0 ? undefined : speech.p('materials.missing', { list: missing.join(' · ') }),
    base,
    back: encodeURIComponent(`${base}/materials`),
    next: `${base}/review`,
    trail: [{ href: base, text: view.number }],
  }
  await show(visit, { template: 'materials', title: speech.p('materials.title'), data })
}

async function showReview(drafting: Drafting, problem?: Problem): Promise<void> {
  const { visit, reading, base } = drafting
  const { speech } = visit
  const { kind, track, form, materials = [] } = reading.view
  const faults = faultsByQuestion(schemaOfCase(reading), problem?.errors ?? [])
  const lines = faultLines(faults, naming(drafting, `${base}/form`))
  const said = problem === undefined || faults.length > 0 ? {} : problemData(problem, naming(drafting))
  await show(visit, {
    template: 'review',
    title: speech.p('review.title'),
    status: problem === undefined ? 200 : 422,
    data: {
      kindName: speech.word(kind, 'name'),
      trackName: speech.word(kind, `tracks.${track}`),
      steps: stepsOf(drafting, 'review'),
      sections: filledSections(schemaOfCase(reading), form ?? {}, { speech, kind }),
      files: materials.map(({ type, name }) => `${speech.word(kind, `materials.${type}.name`)}: ${name}`),
      keeping: speech.p('keeping.long', { count: reading.definition.keepYears }),
      base,
      trail: [{ href: base, text: reading.view.number }],
      faults: lines,
      ...said,
    },
  })
}

/** Everything once more, what is kept of it and why, and the button. */
export const reviewPage = (kit: Kit): RequestHandler =>
  drafting(kit, 'act', async (draft) => {
    const { kind, track, channel, form, materials = [], receivedAt } = draft.reading.view
    const at = (receivedAt === null ? undefined : parseInstant(receivedAt)) ?? (await kit.parts.officeTime.now())
    const filing = { kind, track, channel, form: form ?? {}, receivedAt: at }
    const faults = [
      ...formFaults(filing),
      ...materialFaults(
        filing,
        materials.map(({ type }) => type),
      ),
    ]
    await showReview(draft, faults.length === 0 ? undefined : problemOf(faults))
  })

/** Submits. */
export const submitDraftPage = (kit: Kit): RequestHandler =>
  drafting(kit, 'act', async (draft) => {
    const { visit, reading, base } = draft
    const outcome = await attempt(visit, actOnCase, { case: reading.view.id, action: 'submit', data: {} })
    const problem = orOnwards(visit, outcome, { path: base, told: 'submitted' })
    if (problem !== undefined) await showReview(draft, problem)
  })
