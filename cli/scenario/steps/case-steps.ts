import { z } from 'zod'
import { forms } from '../../../domain/kinds/form.ts'
import { type Answer, isTaken } from '../answer.ts'
import { changeForm } from '../change-form.ts'
import { formNamed } from '../forms.ts'
import { caseOf, type OpenedCase, type Play, sendAs, sendingOf } from '../play.ts'
import type { Step } from '../step.ts'
import { uploadOf } from '../uploads.ts'

const opened = z.looseObject({ id: z.string(), number: z.string() })

/** A draft, its papers, and `submit`; a refused `submit` leaves the draft. */
export async function open(play: Play, step: Step<'open'>): Promise<Answer> {
  const filled = formNamed(step.form)
  if (filled === undefined) throw new Error(`there is no form ${step.form}`)
  const { kind, track } = filled
  const form = changeForm(filled.form, step.set, step.unset)
  const drafted = await sendAs(play, step.by, {
    path: '/api/v1/cases',
    body: { kind, track, form, ...step.as, ...basedOn(play, step) },
    sending: sendingOf(step),
  })
  const read = opened.safeParse(drafted.body)
  if (!isTaken(drafted) || !read.success) return drafted
  const found: OpenedCase = { name: step.case, id: read.data.id, number: read.data.number, openedBy: step.by }
  play.cases.set(step.case, found)
  await tellByHand(play)
  const uploaded = await upload(play, step, { found, types: materialsOf(step, { kind, track, form }) })
  if (!isTaken(uploaded) || !step.submit) return uploaded
  const path = `/api/v1/cases/${found.id}/actions/submit`
  return await sendAs(play, step.by, { path, body: {}, sending: sendingOf(step, '.submit') })
}

const basedOn = (play: Play, step: Step<'open'>) =>
  step.basedOn === undefined ? {} : { basedOn: caseOf(play, step.basedOn).id }

type Filled = Readonly<{ kind: string; track: string; form: Readonly<Record<string, unknown>> }>

/** Every required paper, less or more what the step says. */
function materialsOf(step: Step<'open'>, { kind, track, form }: Filled): readonly string[] {
  const channel = step.as.channel ?? (step.by === 'agent' ? 'agent' : 'web')
  const required = forms[kind]?.requiredMaterials(track, form, channel) ?? []
  if (step.materials === 'all') return required
  const { without, with: besides } = step.materials
  return [...new Set([...required.filter((type) => !without.includes(type)), ...besides])]
}

/** What the outside says of this story's cases by the story alone, it does not say by itself. */
async function tellByHand(play: Play): Promise<void> {
  const told = play.scenario.steps.flatMap((step) => (step.do === 'call-back' ? [step] : []))
  for (const system of new Set(told.map((step) => step.system))) {
    const names = new Set(told.flatMap((step) => (step.system === system ? [step.case] : [])))
    const cases = [...play.cases.values()].filter(({ name }) => names.has(name)).map(({ number }) => number)
    await play.sandbox.send('PUT', `/outside/${system}/by-hand`, { cases })
  }
}

type Uploading = Readonly<{ found: OpenedCase; types: readonly string[] }>

/** Papers one after the other, until one is refused. */
async function upload(play: Play, step: Step<'open'> | Step<'action'>, { found, types }: Uploading): Promise<Answer> {
  let last: Answer = { status: 201, body: null }
  for (const type of types) {
    const path = `/api/v1/cases/${found.id}/materials`
    last = await sendAs(play, step.by, { path, body: uploadOf(type), sending: sendingOf(step, `.${type}`) })
    if (!isTaken(last)) return last
  }
  return last
}

const withMaterials = z.looseObject({ materials: z.array(z.string()) })

/** What the applicant, agent or officer does; papers that come with it are uploaded anew before. */
export async function action(play: Play, step: Step<'action'>): Promise<Answer> {
  const found = caseOf(play, step.case)
  const read = withMaterials.safeParse(step.data)
  const uploaded = await upload(play, step, { found, types: read.success ? read.data.materials : [] })
  if (!isTaken(uploaded)) return uploaded
  const body = step.data === undefined ? {} : { data: step.data }
  const path = `/api/v1/cases/${found.id}/actions/${step.action}`
  return await sendAs(play, step.by, { path, body, sending: sendingOf(step) })
}

/** A supervisor gives a statutory clock more days. */
export async function extend(play: Play, step: Step<'extend'>): Promise<Answer> {
  const { days, reason } = step
  const path = `/api/v1/cases/${caseOf(play, step.case).id}/clocks/${step.clock}/extend`
  return await sendAs(play, step.by, { path, body: { days, reason }, sending: sendingOf(step) })
}
