import type { RequestHandler } from 'express'
import { purposes } from '../../../domain/booking/roster.ts'
import { endAbsence, listAbsences } from '../../../prisma/absences.ts'
import { namesOf } from '../../../prisma/lists.ts'
import { endRoster, listRosters } from '../../../prisma/rosters.ts'
import { faultsOf } from '../../commands/form-faults.ts'
import {
  type EnterAbsenceInput,
  type EnterRosterInput,
  enterAbsenceCommand,
  enterAbsenceInput,
  enterRosterCommand,
  enterRosterInput,
} from '../../commands/roster-officers.ts'
import { tellWaiting } from '../../commands/tell-waiting.ts'
import { isProblem, type Problem, problemOf } from '../../problems.ts'
import { attempt, orOnwards, problemData } from '../attempt.ts'
import { signedPage } from '../guard.ts'
import { goTo, type Kit, type SignedVisit, show } from '../kit.ts'
import { textOf, textsOf } from '../typed.ts'
import { absenceFields, days, rosterFields } from './team-fields.ts'

type Which = 'absences' | 'rosters'
type Wrong = { readonly which: Which; readonly problem: Problem }

async function rowsOf({ kit, speech }: SignedVisit) {
  const { prisma, officeTime } = kit.parts
  const [absences, rosters] = await Promise.all([listAbsences(prisma, await officeTime.now()), listRosters(prisma)])
  const people = [
    ...absences.flatMap(({ officer, substitute }) => [officer, substitute ?? officer]),
    ...rosters.map(({ officer }) => officer),
  ]
  const names = await namesOf(prisma, people)
  const name = (person: string) => names.get(person)?.name ?? ''
  const dayNames = (of: readonly string[]) =>
    days.flatMap((day, index) => (of.includes(day) ? [speech.weekdays[index] ?? day] : []))
  return {
    absences: absences.map(({ id, officer, from, to, substitute }) => ({
      id,
      text: `${name(officer)}: ${speech.shortDate(from)} – ${speech.shortDate(to)}`,
      detail: substitute === null ? '' : `${speech.p('team.substitute')}: ${name(substitute)}`,
    })),
    rosters: rosters.map(({ id, officer, purpose, days: on, from, to, languages: spoken }) => ({
      id,
      text: `${name(officer)}: ${speech.p(`bookings.purpose.${purpose}`)}`,
      detail: `${dayNames(on).join(', ')} · ${from}–${to} · ${spoken.join(', ')}`,
    })),
  }
}

async function showTeam(visit: SignedVisit, wrong?: Wrong): Promise<void> {
  const { speech } = visit
  const rows = await rowsOf(visit)
  const of = (which: Which) => (wrong?.which === which ? wrong.problem : undefined)
  const lists = [
    {
      title: speech.p('team.absences'),
      nothing: speech.p('team.no-absences'),
      add: speech.p('team.add-absence'),
      action: '/team/absences',
      rows: rows.absences,
      fields: await absenceFields(visit, of('absences')),
      open: of('absences') !== undefined,
    },
    {
      title: speech.p('team.rosters'),
      nothing: speech.p('team.no-rosters'),
      add: speech.p('team.add-roster'),
      action: '/team/rosters',
      rows: rows.rosters,
      fields: await rosterFields(visit, of('rosters')),
      open: of('rosters') !== undefined,
    },
  ]
  const said = wrong === undefined ? {} : problemData(wrong.problem, { speech, labelOf: () => undefined })
  const status = wrong === undefined ? 200 : 422
  await show(visit, { template: 'team', title: speech.p('team.title'), status, data: { lists, ...said } })
}

export const teamPage = (kit: Kit): RequestHandler => signedPage(kit, 'roster-officers', (visit) => showTeam(visit))

function absenceSent({ sent }: SignedVisit): EnterAbsenceInput | Problem {
  const substitute = textOf(sent, 'substitute')
  const [officer, from, to] = ['officer', 'from', 'to'].map((name) => textOf(sent, name))
  const read = enterAbsenceInput.safeParse(
    { officer, from, to, ...(substitute === '' ? {} : { substitute }) },
    { reportInput: true },
  )
  return read.success ? read.data : problemOf(faultsOf(read.error, ''))
}

function rosterSent({ sent }: SignedVisit): EnterRosterInput | Problem {
  const [officer, purpose, from, to] = ['officer', 'purpose', 'from', 'to'].map((name) => textOf(sent, name))
  const given = { officer, purpose, from, to, days: textsOf(sent, 'days'), languages: textsOf(sent, 'languages') }
  const read = enterRosterInput.safeParse(given, { reportInput: true })
  return read.success ? read.data : problemOf(faultsOf(read.error, ''))
}

/** Enters an absence or a roster. */
export const enterPage = (kit: Kit, which: Which): RequestHandler =>
  signedPage(kit, 'roster-officers', async (visit) => {
    const outcome = which === 'absences' ? await enterAbsence(visit) : await enterRoster(visit)
    if (isProblem(outcome)) return await showTeam(visit, { which, problem: outcome })
    orOnwards(visit, outcome, { path: '/team', told: 'saved' })
  })

async function enterAbsence(visit: SignedVisit) {
  const input = absenceSent(visit)
  return isProblem(input) ? input : await attempt(visit, enterAbsenceCommand, input)
}

async function enterRoster(visit: SignedVisit) {
  const input = rosterSent(visit)
  return isProblem(input) ? input : await attempt(visit, enterRosterCommand, input)
}

/** Ends one of them, from now on. */
export const endPage = (kit: Kit, which: Which): RequestHandler =>
  signedPage(kit, 'roster-officers', async (visit) => {
    const { prisma, officeTime } = kit.parts
    const [id, now] = [String(visit.request.params['id']), await officeTime.now()]
    if (which === 'rosters') await endRoster(prisma, id, now)
    else if (await endAbsence(prisma, id, now)) await tellWaiting(kit.parts, purposes)
    goTo(visit, '/team', 'done')
  })
