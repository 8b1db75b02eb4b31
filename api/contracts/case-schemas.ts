import { z } from 'zod'
import { parties, statuses } from '../../domain/case/definition.ts'
import { outcomes } from '../../domain/case/outcome.ts'
import { anything } from './shared.ts'

const text = z.string()
const maybe = z.string().nullable()

const ledgerEntry = z.looseObject({ date: text, counted: z.boolean(), why: text }).meta({ id: 'LedgerEntry' })

export const clock = z
  .looseObject({
    code: text,
    basis: z.enum(['promise', 'statutory']),
    rule: z.looseObject({ kind: text, n: z.number() }),
    startedAt: text,
    startedOn: text,
    dueOn: maybe,
    dueAt: maybe,
    endedAt: maybe,
    counted: z.number().nullable(),
    remaining: z.number().nullable(),
    state: z.enum(['running', 'paused', 'met', 'breached', 'cancelled']),
    provisional: z.boolean(),
    legalBasis: text,
    ledger: z.array(ledgerEntry),
  })
  .meta({ id: 'Clock' })

export const issued = z
  .looseObject({ number: text, code: text, state: text, issuedAt: maybe, verificationCode: text })
  .meta({ id: 'Document' })

export const material = z
  .strictObject({
    id: text,
    type: text,
    state: z.enum(['offered', 'counted', 'superseded']),
    mime: text,
    bytes: z.number(),
    name: text,
    at: text,
  })
  .meta({ id: 'Material' })

const task = z.looseObject({
  id: text,
  task: text,
  team: text,
  assignee: maybe,
  outcomes: z.array(text),
  target: maybe,
})

export const caseViewSchema = z
  .strictObject({
    id: text,
    number: text,
    kind: text,
    track: text,
    channel: text,
    status: z.enum(statuses),
    stage: text,
    waitingFor: z.enum(parties).nullable(),
    outcome: z.enum(outcomes).nullable(),
    reasons: z.array(text),
    openedAt: text,
    receivedAt: maybe,
    closedAt: maybe,
    basedOn: maybe,
    flags: z.array(text),
    facts: anything,
    actions: z.array(z.strictObject({ action: text, until: maybe, schema: anything })),
    clocks: z.array(clock),
    tasks: z.array(task),
    documents: z.array(issued),
    corrections: z.array(z.looseObject({ reasons: z.array(text), askedAt: text, answeredAt: maybe })),
    bookings: z.array(z.looseObject({ id: text, purpose: text, startsAt: text, minutes: z.number(), officer: text })),
    people: z.array(z.looseObject({ role: text, person: text })),
    form: anything.nullable().optional(),
    version: z.number().optional(),
    materials: z.array(material).optional(),
  })
  .meta({ id: 'Case' })

export const caseSummarySchema = z
  .strictObject({
    id: text,
    number: text,
    kind: text,
    track: text,
    status: z.enum(statuses),
    stage: text,
    waitingFor: z.enum(parties).nullable(),
    outcome: z.enum(outcomes).nullable(),
    flags: z.array(text),
    openedAt: text,
    closedAt: maybe,
  })
  .meta({ id: 'CaseSummary' })
