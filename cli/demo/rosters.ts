import { isTaken, shown } from '../scenario/answer.ts'
import { emailOf, type People } from '../scenario/door.ts'

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri']
const hours = { morning: { from: '09:00', to: '12:00' }, afternoon: { from: '13:30', to: '16:30' } } as const

/** When officers a and b see people: one at the counter while the other is on the line. */
const rosters = [
  { officer: 'officer.a', purpose: 'biometrics', ...hours.morning, languages: ['zh', 'en', 'ja', 'ko'] },
  { officer: 'officer.b', purpose: 'biometrics', ...hours.afternoon, languages: ['zh', 'en', 'fr', 'de', 'es', 'ru'] },
  { officer: 'officer.b', purpose: 'video', ...hours.morning, languages: ['zh', 'en', 'fr', 'de', 'es', 'ru'] },
  { officer: 'officer.a', purpose: 'video', ...hours.afternoon, languages: ['zh', 'en', 'ja', 'ko'] },
  { officer: 'officer.a', purpose: 'counter', from: '16:30', to: '17:00', languages: ['zh', 'en', 'ja', 'ko'] },
  { officer: 'officer.b', purpose: 'counter', from: '16:30', to: '17:00', languages: ['zh', 'en', 'fr', 'de'] },
] as const

/** Enters the rosters of officers a and b, by the supervisor; again: nothing. @throws when one is refused. */
export async function enterRosters(people: People): Promise<void> {
  const supervisor = await people.as('supervisor')
  for (const [index, { officer, ...roster }] of rosters.entries()) {
    const body = { officer: emailOf(officer), days: weekdays, ...roster }
    const key = `demo.roster.${index}`
    const answer = await supervisor.sendKeyed({ method: 'POST', path: '/api/v1/rosters', body, key })
    if (!isTaken(answer)) throw new Error(`roster ${index + 1}: ${shown(answer)}`)
  }
}
