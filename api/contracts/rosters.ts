import { z } from 'zod'
import { enterAbsenceInput, enterRosterInput } from '../commands/roster-officers.ts'
import { defineOperation } from './operation.ts'
import { byId, listOf } from './shared.ts'

const text = z.string()
const ofRosters = { tag: 'Rosters', who: 'roster-officers' } as const

const roster = z
  .strictObject({
    id: text,
    officer: text,
    purpose: text,
    days: z.array(text),
    from: text,
    to: text,
    languages: z.array(text),
    makeUpAs: text.nullable(),
    slotMinutes: z.number(),
  })
  .meta({ id: 'Roster' })

const absence = z
  .strictObject({ id: text, officer: text, from: text, to: text, substitute: text.nullable() })
  .meta({ id: 'Absence' })

export const listRostersOperation = defineOperation({
  ...ofRosters,
  id: 'listRosters',
  method: 'get',
  path: '/api/v1/rosters',
  summary: 'Rosters that give slots now',
  answers: { 200: { description: 'All of them', schema: listOf(roster) } },
})

export const enterRosterOperation = defineOperation({
  ...ofRosters,
  id: 'enterRoster',
  method: 'post',
  path: '/api/v1/rosters',
  summary: 'Give slots of an officer from now on',
  body: enterRosterInput,
  answers: { 201: { description: 'The roster', schema: roster, headers: ['Location'] } },
})

export const endRosterOperation = defineOperation({
  ...ofRosters,
  id: 'endRoster',
  method: 'delete',
  path: '/api/v1/rosters/{id}',
  summary: 'Give no more slots; appointments that were made stand',
  params: byId,
  answers: { 204: { description: 'Ended' } },
  problems: ['not-found'],
})

export const listAbsencesOperation = defineOperation({
  ...ofRosters,
  id: 'listAbsences',
  method: 'get',
  path: '/api/v1/absences',
  summary: 'Absences that are not over',
  answers: { 200: { description: 'All of them', schema: listOf(absence) } },
})

export const enterAbsenceOperation = defineOperation({
  ...ofRosters,
  id: 'enterAbsence',
  method: 'post',
  path: '/api/v1/absences',
  summary: 'An officer is away: appointments are moved, open claims given back when the first day begins',
  body: enterAbsenceInput,
  answers: { 201: { description: 'The absence', schema: absence, headers: ['Location'] } },
})

export const endAbsenceOperation = defineOperation({
  ...ofRosters,
  id: 'endAbsence',
  method: 'delete',
  path: '/api/v1/absences/{id}',
  summary: 'The officer is back, or does not go',
  params: byId,
  answers: { 204: { description: 'Ended' } },
  problems: ['not-found'],
})
