import { z } from 'zod'
import { openTask } from '../../cli/looks/tableau.ts'
import { isTaken } from '../../cli/scenario/answer.ts'
import { type Door, emailOf } from '../../cli/scenario/door.ts'
import { formNamed } from '../../cli/scenario/forms.ts'
import { uploadOf } from '../../cli/scenario/uploads.ts'
import { requiredMaterials } from '../../domain/kinds/talent-settlement/papers-asked.ts'

type As = (account: string) => Promise<Door>

const made = z.looseObject({ id: z.string() })

/** Posts, and reads the id of what was made; throws what the api said where it did not want to. */
export async function post(door: Door, path: string, body: unknown = {}): Promise<z.infer<typeof made>> {
  const answer = await door.send('POST', path, body)
  if (!isTaken(answer)) throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return made.catch({ id: '' }).parse(answer.body)
}

/** A settlement whose papers are complete: its applicant may choose a time for the video call. */
export async function settlementToVerify(as: As, applicant = 'applicant'): Promise<string> {
  const filled = formNamed('talent-settlement.returnee-household') ?? { kind: '', track: '', form: {} }
  const door = await as(applicant)
  const { id } = await post(door, '/api/v1/cases', filled)
  for (const type of requiredMaterials(filled.track, filled.form, 'web'))
    await post(door, `/api/v1/cases/${id}/materials`, uploadOf(type))
  await post(door, `/api/v1/cases/${id}/actions/submit`)
  const officer = await as('officer.b')
  const task = await openTask(officer, id, 'check-materials')
  await post(officer, `/api/v1/tasks/${task}/decision`, { outcome: 'complete', reasons: [] })
  return id
}

/** Officer a sees people by video on weekday mornings. */
export async function videoRoster(as: As, given: Readonly<Record<string, string>> = {}): Promise<void> {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri']
  const roster = { officer: emailOf('officer.a'), purpose: 'video', from: '09:00', to: '12:00', ...given }
  await post(await as('supervisor'), '/api/v1/rosters', { ...roster, days, languages: ['zh', 'en'] })
}

/** Books the video call, once the case wants one. */
export async function bookCall(door: Door, id: string, slot: string): Promise<string> {
  for (let tries = 0; ; tries += 1) {
    const answer = await door.send('POST', '/api/v1/bookings', { case: id, purpose: 'video', slot })
    if (isTaken(answer)) return made.parse(answer.body).id
    if (tries > 50) throw new Error(`${slot}: ${answer.status} ${JSON.stringify(answer.body)}`)
    await new Promise((next) => setTimeout(next, 100))
  }
}
