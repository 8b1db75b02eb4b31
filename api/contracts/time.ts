import { z } from 'zod'
import { defineOperation } from './operation.ts'
import { instant } from './shared.ts'

const officeTime = z
  .strictObject({ now: z.string(), held: z.boolean(), mode: z.enum(['sandbox', 'production']) })
  .meta({ id: 'OfficeTime' })

export const readTimeOperation = defineOperation({
  tag: 'Time',
  id: 'readTime',
  method: 'get',
  path: '/api/v1/time',
  summary: 'Office time: what people and the law count by',
  who: 'anyone',
  answers: { 200: { description: 'Now', schema: officeTime } },
})

export const moveTimeOperation = defineOperation({
  tag: 'Time',
  id: 'moveTime',
  method: 'post',
  path: '/api/v1/time',
  summary: 'Sandbox: move office time forward; everything due on the way happens at its own instant',
  who: 'move-time',
  body: z.strictObject({ to: instant, hold: z.boolean().optional() }),
  answers: { 200: { description: 'At rest there', schema: officeTime } },
  problems: ['not-yours', 'time-in-past'],
})

export const streamOperation = defineOperation({
  tag: 'Time',
  id: 'stream',
  method: 'get',
  path: '/api/v1/stream',
  summary: 'What changed of what the caller may see, as it changes: ids only; `Last-Event-ID` goes on',
  who: 'signed-in',
  answers: { 200: { description: 'Server-sent events', media: 'text/event-stream' } },
})
