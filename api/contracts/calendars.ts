import { z } from 'zod'
import { tableInput } from '../commands/calendars.ts'
import { defineOperation } from './operation.ts'
import { listOf } from './shared.ts'
import { batch } from './work.ts'

const text = z.string()
const maybe = z.string().nullable()
const byName = z.strictObject({ name: z.string().min(1).max(64) })
const ofCalendars = { tag: 'Calendars' } as const

const state = z.enum(['in-force', 'proposed', 'earlier'])
const calendar = z
  .strictObject({
    name: text,
    year: z.number(),
    version: z.number(),
    trial: z.boolean(),
    state,
    proposedBy: maybe,
    proposedAt: maybe,
    confirmedBy: maybe,
    inForceAt: maybe,
    /** How far open cases have been told of it. */
    told: z.strictObject({
      cases: z.number(),
      /** Open cases there were when it came into force. */
      of: z.number(),
      all: z.boolean(),
      /** The batch that tells them; null of a table that was there from the beginning. */
      batch: batch.nullable(),
    }),
  })
  .meta({ id: 'Calendar' })

const move = z
  .strictObject({
    ...{ case: text, number: text, kind: text, clock: text, from: maybe, to: maybe, told: z.boolean() },
    tells: z.array(z.enum(['applicant', 'agent'])),
  })
  .meta({ id: 'WouldMove' })

const ofClock = z.strictObject({
  ...{ kind: text, clock: text },
  ...{ later: z.number(), earlier: z.number(), told: z.number() },
})

const preview = z
  .strictObject({ name: text, cases: z.number(), moves: z.array(move), summary: z.array(ofClock) })
  .meta({ id: 'CalendarPreview' })

export const listCalendarsOperation = defineOperation({
  ...ofCalendars,
  id: 'listCalendars',
  method: 'get',
  path: '/api/v1/calendars',
  summary: 'Holiday tables: in force, proposed, earlier',
  who: 'read-calendars',
  answers: { 200: { description: 'All of them', schema: listOf(calendar) } },
})

export const readCalendarOperation = defineOperation({
  ...ofCalendars,
  id: 'readCalendar',
  method: 'get',
  path: '/api/v1/calendars/{name}',
  summary: 'A holiday table, and how far open cases have been told of it',
  who: 'read-calendars',
  params: byName,
  answers: { 200: { description: 'The table', schema: calendar.extend({ table: z.record(text, z.json()) }) } },
  problems: ['not-found'],
})

export const previewCalendarOperation = defineOperation({
  ...ofCalendars,
  id: 'previewCalendar',
  method: 'post',
  path: '/api/v1/calendars/preview',
  summary: 'What a table would change now: every date of an open case that would move',
  who: 'propose-calendar',
  body: tableInput,
  answers: { 200: { description: 'Nothing is changed', schema: preview } },
  problems: ['calendar-unknown', 'table-invalid'],
})

export const proposeCalendarOperation = defineOperation({
  ...ofCalendars,
  id: 'proposeCalendar',
  method: 'post',
  path: '/api/v1/calendars',
  summary: 'Propose a table; an earlier one proposed again rolls back',
  who: 'propose-calendar',
  body: tableInput,
  answers: {
    201: {
      description: 'Proposed; it changes nothing before the second signature',
      schema: z.strictObject({ name: text, year: z.number(), version: z.number(), trial: z.boolean(), state }),
      headers: ['Location'],
    },
  },
  problems: ['calendar-unknown', 'table-invalid'],
})

export const confirmCalendarOperation = defineOperation({
  ...ofCalendars,
  id: 'confirmCalendar',
  method: 'post',
  path: '/api/v1/calendars/{name}/confirm',
  summary: 'The second signature, by another natural person: in force from now on',
  who: 'confirm-calendar',
  params: byName,
  body: z.strictObject({}),
  answers: { 200: { description: 'In force', schema: z.strictObject({ name: text, state }) } },
  problems: ['calendar-unknown', 'calendar-not-proposed', 'second-officer-required'],
})
