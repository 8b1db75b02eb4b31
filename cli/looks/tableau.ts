import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { isTaken } from '../scenario/answer.ts'
import { type Door, emailOf, openDoor, type People } from '../scenario/door.ts'
import { formNamed } from '../scenario/forms.ts'
import { uploadOf } from '../scenario/uploads.ts'

/** What the pages are looked at with: cases in different stages, and a stuck step, by what they show. */
export type Tableau = Readonly<
  Record<'draft' | 'filled' | 'check' | 'correction' | 'approval' | 'biometrics' | 'stuck', string>
>

const opened = z.object({ id: z.string() })
const tasks = z.object({ tasks: z.array(z.object({ id: z.string(), task: z.string() })) })

async function taken<Body>(
  door: Door,
  path: string,
  { body, schema }: { body: unknown; schema: z.ZodType<Body> },
): Promise<Body> {
  const answer = await door.send('POST', path, body)
  if (!isTaken(answer)) throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return schema.parse(answer.body)
}

const anything = z.unknown()

const materials = [
  ...['passport', 'photo', 'visa', 'contract', 'degree-certificate'],
  ...['work-experience-letter', 'no-criminal-record', 'medical-certificate'],
]

/** People of one country who are not each other. */
const names = ['Øyehaug', 'Halvorsen', 'Strømsnes', 'Bråthen', 'Æsøy', 'Lindqvist'] as const

type Filing = { readonly submit: boolean; readonly who: number }

/** A first work permit with every paper, of somebody of their own. */
async function fileWorkPermit(door: Door, { submit, who }: Filing): Promise<string> {
  const { form, ...rest } = formNamed('work-permit.new') ?? { form: {}, kind: '', track: '' }
  const person = z.looseObject({ passport: z.looseObject({}) }).parse(form['person'])
  const { mrz: _, ...papers } = person.passport
  const own = { ...person, familyName: names[who], passport: { ...papers, number: `CHA48291${who}` } }
  const { id } = await taken(door, '/api/v1/cases', {
    body: { ...rest, form: { ...form, person: own } },
    schema: opened,
  })
  for (const type of materials)
    await taken(door, `/api/v1/cases/${id}/materials`, { body: uploadOf(type), schema: anything })
  if (submit) await taken(door, `/api/v1/cases/${id}/actions/submit`, { body: {}, schema: anything })
  return id
}

/** The open task of a case, once it is there: outside systems may be asked first. */
export async function openTask(door: Door, id: string, task: string): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await door.get(`/api/v1/cases/${id}`)
    const found = isTaken(answer) ? tasks.parse(answer.body).tasks.find((each) => each.task === task) : undefined
    if (found !== undefined) return found.id
    await wait(100)
  }
  throw new Error(`no task ${task} in ${id}`)
}

type Signing = {
  readonly id: string
  readonly task: string
  readonly outcome: string
  readonly reasons?: readonly string[]
}

/** Signs a task off as somebody. */
async function sign(people: People, account: string, { id, task, outcome, reasons = [] }: Signing): Promise<void> {
  const door = await people.as(account)
  const found = await openTask(door, id, task)
  await taken(door, `/api/v1/tasks/${found}/decision`, { body: { outcome, reasons }, schema: anything })
}

/** The step of a case that gave up, once it did. */
async function stuckStep(door: Door, id: string): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { items } = stuckList.parse((await door.get('/api/v1/stuck')).body)
    const found = items.find((each) => each.case === id)
    if (found !== undefined) return found.id
    await wait(100)
  }
  throw new Error(`nothing of ${id} is stuck`)
}

const stuckList = z.object({ items: z.array(z.object({ id: z.string(), case: z.string() })) })

async function fileApproved(people: People, who: number): Promise<string> {
  const id = await fileWorkPermit(await people.as('applicant'), { submit: true, who })
  await sign(people, 'officer.a', { id, task: 'check-materials', outcome: 'complete' })
  await sign(people, 'officer.a', { id, task: 'examine', outcome: 'recommend' })
  await sign(people, 'officer.b', { id, task: 'approve', outcome: 'grant' })
  return id
}

async function enterRoster(door: Door): Promise<void> {
  const hours = { from: '09:00', to: '11:00', days: ['mon', 'tue', 'wed', 'thu', 'fri'] }
  const body = { officer: emailOf('officer.b'), purpose: 'biometrics', languages: ['zh', 'en'], ...hours }
  await taken(door, '/api/v1/rosters', { body, schema: anything })
}

/** Plays one case into each stage that pages are looked at in; the bureau turns its back on the last one. */
export async function setTableau(people: People, sandboxUrl: string): Promise<Tableau> {
  const [applicant, supervisor] = [await people.as('applicant'), await people.as('supervisor')]
  await enterRoster(supervisor)
  const body = { kind: 'work-permit', track: 'new' }
  const { id: draft } = await taken(applicant, '/api/v1/cases', { body, schema: opened })
  const filled = await fileWorkPermit(applicant, { submit: false, who: 0 })
  const check = await fileWorkPermit(applicant, { submit: true, who: 1 })
  const correction = await fileWorkPermit(applicant, { submit: true, who: 2 })
  const reasons = ['photo-unfit', 'name-mismatch']
  await sign(people, 'officer.a', { id: correction, task: 'check-materials', outcome: 'incomplete', reasons })
  const approval = await fileWorkPermit(applicant, { submit: true, who: 3 })
  await sign(people, 'officer.a', { id: approval, task: 'check-materials', outcome: 'complete' })
  await sign(people, 'officer.a', { id: approval, task: 'examine', outcome: 'recommend' })
  const biometrics = await fileApproved(people, 4)
  await openTask(supervisor, biometrics, 'record-biometrics')
  const refusing = { answers: [], always: 'unauthorized' }
  await openDoor(sandboxUrl).send('PUT', '/outside/work-permit-bureau/answers', refusing)
  const stuck = await stuckStep(supervisor, await fileApproved(people, 5))
  return { draft, filled, check, correction, approval, biometrics, stuck }
}
