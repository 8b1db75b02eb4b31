import { z } from 'zod'
import { byNobody, json, words } from './step-fields.ts'

const made = z.union([z.number(), z.strictObject({ made: z.number().optional(), undone: z.number().optional() })])
/** What a story expects now: only what is named. */
export const expectation = z.strictObject({
  ...byNobody,
  do: z.literal('expect'),
  case: z.string().optional(),
  status: z.string().optional(),
  stage: z.string().nullable().optional(),
  waitingFor: z.string().nullable().optional(),
  outcome: z.string().nullable().optional(),
  reasons: words.optional(),
  clocks: z.record(z.string(), json).optional(),
  tasks: words.optional(),
  tasksInclude: words.optional(),
  actions: words.optional(),
  actionsInclude: words.optional(),
  documents: words.optional(),
  documentsInclude: words.optional(),
  messages: words.optional(),
  messagesInclude: words.optional(),
  events: words.optional(),
  flags: words.optional(),
  data: json.optional(),
  round: z.looseObject({ round: z.string() }).optional(),
  plan: z.looseObject({ name: z.string(), matters: z.record(z.string(), z.string()).optional() }).optional(),
  outsideCalls: z.record(z.string(), made).optional(),
  effects: words.optional(),
  stuck: z.number().optional(),
})
