import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { commonActions, commonTasks, type Definition, parties, statuses, teams } from '../../domain/case/definition.ts'
import type { EventType } from '../../domain/case/event.ts'
import { languages } from '../../domain/case/language.ts'
import { outcomes } from '../../domain/case/outcome.ts'
import { refusalCodes } from '../../domain/case/refusal.ts'
import { forms } from '../../domain/kinds/form.ts'
import { definitions } from '../../domain/kinds/index.ts'
import { createTranslator } from '../../templates/translate.ts'

const translator = await createTranslator()

/** The keys that nobody can read in some language. */
const unread = (kind: string, keys: readonly string[]): readonly string[] =>
  keys.flatMap((key) =>
    languages
      .filter((language) => !translator.has(language, `${kind}:${key}`) && !translator.has(language, `common:${key}`))
      .map((language) => `${language} ${kind}:${key}`),
  )

const wordsOf = (definition: Definition): readonly string[] => [
  'name',
  'summary',
  ...definition.tracks.flatMap((track) => [`tracks.${track}`, `trackHints.${track}`]),
  ...[...definition.stages, 'closed'].map((stage) => `stages.${stage}`),
  ...Object.entries(definition.tasks).flatMap(([task, { outcomes: offered }]) => [
    `tasks.${task}.title`,
    `tasks.${task}.ask`,
    ...Object.keys(offered).map((outcome) => `outcomes.${task}.${outcome}`),
  ]),
  ...Object.keys(definition.actions).flatMap((action) => [
    `actions.${action}.title`,
    `actions.${action}.explain`,
    `actions.${action}.button`,
  ]),
  ...Object.keys(definition.clocks).flatMap((clock) => [`clocks.${clock}.name`, `clocks.${clock}.explain`]),
  ...Object.keys(definition.materials).flatMap((type) => [`materials.${type}.name`, `materials.${type}.hint`]),
  ...[
    ...Object.keys(definition.reasons.correction),
    ...definition.reasons.refusal,
    ...definition.reasons.redirect,
  ].flatMap((reason) => [`reasons.${reason}.short`, `reasons.${reason}.applicant`]),
  ...definition.flags.map((flag) => `flags.${flag}`),
  ...Object.values(definition.steps).map(({ system }) => `systems.${system}`),
]

describe('Every word of a kind can be read in all eight languages', () => {
  test.each(definitions.map((definition) => [definition.kind, definition] as const))('%s', (kind, definition) => {
    expect(unread(kind, wordsOf(definition))).toEqual([])
  })
})

type Schema = {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly enum?: readonly string[]
}

/** Options that are said by their own name in every language, or by the platform. */
const namedElsewhere = ['nationality', 'language']

const wordsOfForm = (schema: Schema, path: readonly string[] = []): readonly string[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => [
    `fields.${[...path, name].join('.')}.label`,
    ...wordsOfForm(inner, [...path, name]),
    ...(namedElsewhere.includes(name)
      ? []
      : (inner.enum ?? inner.items?.enum ?? []).map((value) => `options.${name}.${value}`)),
  ])

describe('Every field of a form and every choice in it can be read in all eight languages', () => {
  test.each(definitions.map((definition) => [definition.kind, definition.tracks] as const))('%s', (kind, tracks) => {
    const keys = tracks.flatMap((track) => {
      const schema = forms[kind]?.schema(track)
      return schema === undefined
        ? []
        : wordsOfForm(JSON.parse(JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }))))
    })
    expect(keys.length).toBeGreaterThan(10)
    expect(unread(kind, [...new Set(keys)])).toEqual([])
  })
})

/** Complete by type: an event without a sentence does not compile here. */
const eventTypes = {
  drafted: true,
  submitted: true,
  'facts-changed': true,
  'flag-raised': true,
  moved: true,
  'task-opened': true,
  'task-claimed': true,
  'task-released': true,
  'task-assigned': true,
  'task-outcomes-changed': true,
  decided: true,
  'task-closed': true,
  'action-opened': true,
  'action-closed': true,
  acted: true,
  'corrections-asked': true,
  'corrections-supplied': true,
  'clock-started': true,
  'clock-paused': true,
  'clock-resumed': true,
  'clock-extended': true,
  'clock-met': true,
  'clock-breached': true,
  'clock-cancelled': true,
  'clock-done-late': true,
  'clock-moved': true,
  'clock-warned': true,
  'deemed-accepted': true,
  'document-issued': true,
  'document-revoked': true,
  'message-queued': true,
  'message-sent': true,
  'message-refused': true,
  'message-bounced': true,
  'message-failed': true,
  'step-answered': true,
  'step-stuck': true,
  'step-rescued': true,
  'call-back-received': true,
  'late-answer-received': true,
  'slot-booked': true,
  'slot-moved': true,
  'slot-cancelled': true,
  'slot-lost': true,
  'slot-used': true,
  'recording-agreed': true,
  'recording-withdrawn': true,
  reminded: true,
  closed: true,
} as const satisfies Record<EventType, true>

describe('Every word that all kinds share can be read in all eight languages', () => {
  test('status, outcome, team and whose turn it is', () => {
    const keys = [
      ...statuses.map((status) => `status.${status}`),
      ...parties.map((party) => `waitingFor.${party}`),
      ...outcomes.map((outcome) => `outcomes.${outcome}`),
      ...[...teams, 'administration'].map((team) => `teams.${team}`),
    ]
    expect(unread('common', keys)).toEqual([])
  })

  test('tasks and actions of any case', () => {
    const keys = [
      ...Object.entries(commonTasks).flatMap(([task, { outcomes: offered }]) => [
        `tasks.${task}.title`,
        `tasks.${task}.ask`,
        ...Object.keys(offered).map((outcome) => `outcomes.${task}.${outcome}`),
      ]),
      ...Object.keys(commonActions).flatMap((action) => [`actions.${action}.title`, `actions.${action}.explain`]),
    ]
    expect(unread('common', keys)).toEqual([])
  })

  test('every line of a record is a sentence', () => {
    expect(
      unread(
        'common',
        Object.keys(eventTypes).map((type) => `events.${type}`),
      ),
    ).toEqual([])
  })

  test('every refusal says what it is and what to do next', () => {
    expect(
      unread(
        'common',
        refusalCodes.flatMap((code) => [`problems.${code}.title`, `problems.${code}.detail`]),
      ),
    ).toEqual([])
  })
})
