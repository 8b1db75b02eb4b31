import { z } from 'zod'
import { languages } from '../../domain/case/language.ts'
import { defineOperation } from './operation.ts'
import { instant, listOf, paging } from './shared.ts'

const text = z.string()
const maybe = z.string().nullable()
const count = z.number()
const figure = z.number().nullable()

const query = z.strictObject({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  kind: z.string().max(64).optional(),
  team: z.string().max(64).optional(),
  asOf: instant.optional(),
})

const ofSla = { tag: 'SLA', method: 'get', who: 'audit-sla' } as const

const figures = z
  .strictObject({
    kind: text,
    team: text,
    clock: text,
    basis: text,
    legalBasis: text,
    kept: count,
    breached: count,
    cancelled: count,
    running: count,
    soon: count,
    keptPercent: figure,
    median: figure,
    p90: figure,
    longest: figure,
    centreSeconds: count,
    applicantSeconds: count,
    externalSeconds: count,
  })
  .meta({ id: 'SlaFigures' })

const line = z
  .strictObject({
    case: text,
    number: text,
    kind: text,
    track: text,
    team: text,
    clock: text,
    run: count,
    basis: text,
    legalBasis: text,
    stage: text,
    startedAt: text,
    dueOn: maybe,
    dueAt: maybe,
    endedAt: maybe,
    standing: z.enum(['kept', 'breached', 'cancelled', 'running']),
    used: figure,
    doneAt: maybe,
    late: figure,
    centreSeconds: figure,
    applicantSeconds: figure,
    externalSeconds: figure,
  })
  .meta({ id: 'SlaLine' })

const span = { from: text, to: text, asOf: maybe }

export const slaSummaryOperation = defineOperation({
  ...ofSla,
  id: 'slaSummary',
  path: '/api/v1/sla/summary',
  summary: 'Kept, broken and running clocks by kind, team and clock; as it was known at `asOf`',
  query,
  answers: { 200: { description: 'The figures', schema: z.strictObject({ ...span, items: z.array(figures) }) } },
})

export const slaBreachesOperation = defineOperation({
  ...ofSla,
  id: 'slaBreaches',
  path: '/api/v1/sla/breaches',
  summary: 'The broken ones, oldest first',
  query: query.extend(paging),
  answers: { 200: { description: 'A page', schema: listOf(line) } },
})

export const slaExportOperation = defineOperation({
  ...ofSla,
  id: 'slaExport',
  path: '/api/v1/sla/export.csv',
  summary: 'Every clock of the span as a table',
  query,
  answers: { 200: { description: 'Comma-separated values, UTF-8', media: 'text/csv' } },
})

export const slaReportOperation = defineOperation({
  ...ofSla,
  id: 'slaReport',
  path: '/api/v1/sla/report.pdf',
  summary: 'The figures as a sealed paper with pictures; asked again for the same figures, the same paper',
  query: query.extend({ language: z.enum(languages).optional() }),
  answers: { 200: { description: 'PDF/A-2a, sealed', media: 'application/pdf' } },
})
