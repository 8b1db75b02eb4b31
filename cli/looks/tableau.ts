import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { isTaken } from '../scenario/answer.ts'
import type { Door, People } from '../scenario/door.ts'
import { formNamed } from '../scenario/forms.ts'
import { uploadOf } from '../scenario/uploads.ts'

/** What the pages are looked at with: cases in different stages, by the name of what they show. */
export type Tableau = Readonly<Record<'draft' | 'filled' | 'check' | 'correction' | 'approval' | 'biometrics', string>>

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

/** A first work permit with every paper; `form` is changed by the given fields. */
async function fileWorkPermit(
  door: Door,
  { submit, passport }: { submit: boolean; passport: string },
): Promise<string> {
  const { form, ...rest } = formNamed('work-permit.new') ?? { form: {}, kind: '', track: '' }
  const person = z.looseObject({ passport: z.looseObject({}) }).parse(form['person'])
  const { mrz: _, ...papers } = person.passport
  const own = { ...form, person: { ...person, passport: { ...papers, number: passport } } }
  const { id } = await taken(door, '/api/v1/cases', { body: { ...rest, form: own }, schema: opened })
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
export async function sign(
  people: People,
  account: string,
  { id, task, outcome, reasons = [] }: Signing,
): Promise<void> {
  const door = await people.as(account)
  const found = await openTask(door, id, task)
  await taken(door, `/api/v1/tasks/${found}/decision`, { body: { outcome, reasons }, schema: anything })
}

/** Plays one case into each stage that pages are looked at in. */
export async function setTableau(people: People): Promise<Tableau> {
  const [applicant, supervisor] = [await people.as('applicant'), await people.as('supervisor')]
  const roster = {
    officer: 'officer.b@onevisit.example',
    purpose: 'biometrics',
    from: '09:00',
    to: '11:00',
    languages: ['zh', 'en'],
  }
  await taken(supervisor, '/api/v1/rosters', {
    body: { ...roster, days: ['mon', 'tue', 'wed', 'thu', 'fri'] },
    schema: anything,
  })
  const { id: draft } = await taken(applicant, '/api/v1/cases', {
    body: { kind: 'work-permit', track: 'new' },
    schema: opened,
  })
  const filled = await fileWorkPermit(applicant, { submit: false, passport: 'CHA482911' })
  const check = await fileWorkPermit(applicant, { submit: true, passport: 'CHA482912' })
  const correction = await fileWorkPermit(applicant, { submit: true, passport: 'CHA482914' })
  await sign(people, 'officer.a', {
    id: correction,
    task: 'check-materials',
    outcome: 'incomplete',
    reasons: ['photo-unfit', 'name-mismatch', 'illegible'],
  })
  const approval = await fileWorkPermit(applicant, { submit: true, passport: 'CHA482915' })
  await sign(people, 'officer.a', { id: approval, task: 'check-materials', outcome: 'complete' })
  await sign(people, 'officer.a', { id: approval, task: 'examine', outcome: 'recommend' })
  const biometrics = await fileWorkPermit(applicant, { submit: true, passport: 'CHA482916' })
  await sign(people, 'officer.a', { id: biometrics, task: 'check-materials', outcome: 'complete' })
  await sign(people, 'officer.a', { id: biometrics, task: 'examine', outcome: 'recommend' })
  await sign(people, 'officer.b', { id: biometrics, task: 'approve', outcome: 'grant' })
  await openTask(supervisor, biometrics, 'record-biometrics')
  return { draft, filled, check, correction, approval, biometrics }
}
