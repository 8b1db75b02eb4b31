// Rounds have routes of their own because a draw is many people's at once: no case holds it, and anyone may read it.
import { z } from 'zod'
import { enterApartmentsInput } from '../commands/enter-apartments.ts'
import { homeSchema } from '../commands/home-schema.ts'
import { actOnRoundInput, createRoundInput } from '../commands/run-round.ts'
import { defineOperation } from './operation.ts'
import { accepted, anything, listOf, pageQuery } from './shared.ts'

const text = z.string()
const maybe = z.string().nullable()
const byCode = z.strictObject({ code: z.string().max(64) })

const lot = z.strictObject({
  id: text,
  apartments: z.array(text),
  minPersons: z.number(),
  maxPersons: z.number(),
  priority: z.array(text),
  rentFen: z.number(),
  home: homeSchema.optional(),
})

const summary = {
  code: text,
  state: z.enum(['planned', 'open', 'sealed', 'drawn', 'offering', 'superseded', 'closed', 'cancelled']),
  opensAt: text,
  closesAt: text,
  revealAt: text,
  rules: maybe,
  commitment: text,
  lots: z.array(lot),
  listHash: maybe,
  bundleHash: maybe,
  resultHash: maybe,
  supersedes: z.strictObject({ round: text, bundleHash: text, reason: text }).nullable(),
  supersededBy: maybe,
}

const roundSummary = z.strictObject(summary).meta({ id: 'RoundSummary' })

const round = z
  .strictObject({
    ...summary,
    applications: z.number(),
    assigned: z.record(z.string(), text),
    offers: z.record(z.string(), z.strictObject({ apartment: text, state: z.enum(['offered', 'accepted']) })),
    waiting: z.record(z.string(), z.array(text)),
    free: z.array(text),
    drawRecord: z.strictObject({ number: text, verificationCode: text }).nullable(),
  })
  .meta({ id: 'Round' })

const apartment = z
  .strictObject({
    id: text,
    minPersons: z.number(),
    maxPersons: z.number(),
    rentFen: z.number(),
    home: homeSchema.optional(),
  })
  .meta({ id: 'Apartment' })

const ofRounds = { tag: 'Apartments' } as const
const beingDone = { description: 'Taken in and kept, still being done', schema: accepted }

export const listRoundsOperation = defineOperation({
  ...ofRounds,
  id: 'listRounds',
  method: 'get',
  path: '/api/v1/rounds',
  summary: 'Rounds, the newest first',
  who: 'anyone',
  query: pageQuery,
  answers: { 200: { description: 'A page', schema: listOf(roundSummary) } },
})

export const createRoundOperation = defineOperation({
  ...ofRounds,
  id: 'createRound',
  method: 'post',
  path: '/api/v1/rounds',
  summary: 'Plan a round; another officer opens it',
  who: 'run-round',
  body: createRoundInput,
  answers: { 201: { description: 'The round', schema: round, headers: ['Location'] }, 202: beingDone },
  problems: ['apartment-taken', 'dates-contradict', 'field-missing', 'field-invalid'],
})

export const readRoundOperation = defineOperation({
  ...ofRounds,
  id: 'readRound',
  method: 'get',
  path: '/api/v1/rounds/{code}',
  summary: 'A round as it stands now',
  who: 'anyone',
  params: byCode,
  answers: { 200: { description: 'The round', schema: round } },
  problems: ['not-found'],
})

export const actOnRoundOperation = defineOperation({
  ...ofRounds,
  id: 'actOnRound',
  method: 'post',
  path: '/api/v1/rounds/{code}/actions/{act}',
  summary: 'Open, take an apartment out, seal, draw, confirm, draw again, close, cancel, drop an apartment',
  who: 'run-round',
  params: z.strictObject({ code: z.string().max(64), act: actOnRoundInput.shape.act }),
  body: z.strictObject({ data: anything.optional() }),
  answers: { 200: { description: 'The round', schema: round }, 202: beingDone },
  problems: ['not-open', 'not-ready', 'second-officer-required', 'commitment-mismatch', 'not-yours'],
})

export const readBundleOperation = defineOperation({
  ...ofRounds,
  id: 'readBundle',
  method: 'get',
  path: '/api/v1/rounds/{code}/bundle',
  summary: 'The published draw: everything anyone needs to recompute it',
  who: 'anyone',
  params: byCode,
  answers: { 200: { description: 'The bundle', schema: anything } },
  problems: ['not-found'],
})

export const listApartmentsOperation = defineOperation({
  ...ofRounds,
  id: 'listApartments',
  method: 'get',
  path: '/api/v1/apartments',
  summary: 'Apartments free for whoever chooses them first',
  who: 'anyone',
  query: pageQuery,
  answers: { 200: { description: 'A page', schema: listOf(apartment) } },
})

export const enterApartmentsOperation = defineOperation({
  ...ofRounds,
  id: 'enterApartments',
  method: 'post',
  path: '/api/v1/apartments',
  summary: 'Enter apartments as free, outside any round',
  who: 'run-round',
  body: enterApartmentsInput,
  answers: { 200: { description: 'Entered', schema: listOf(apartment) } },
  problems: ['apartment-taken', 'not-yours'],
})
