import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { answerSchemas } from '../../activities/outside/answer-schemas.ts'
import { actionDoor, decisionDoor, formOf, jsonSchemaOf } from '../../api/commands/schemas.ts'
import type { Field } from '../../api/pages/fields.ts'
import { drawnSchema, readSchema } from '../../api/pages/json-schema.ts'
import { type Section, sectionsOf } from '../../api/pages/sections.ts'
import { createSpeeches, type Speech } from '../../api/pages/speech.ts'
import { languages } from '../../domain/case/language.ts'
import { definitions } from '../../domain/kinds/index.ts'
import { flatten, type Strings } from '../../templates/compare-strings.ts'
import { createTranslator } from '../../templates/translate.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

const filesBelow = (folder: string, ending: string): readonly string[] =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(`${root}${folder}/${name}`, 'utf8'))

let speak: (language: (typeof languages)[number]) => Speech
beforeAll(async () => {
  speak = createSpeeches(await createTranslator())
})

/** The questions of a section, those of its lists' entries too. */
const allFields = ({ fields, lists }: Pick<Section, 'fields' | 'lists'>): readonly Field[] => [
  ...fields,
  ...lists.flatMap(({ entries }) => entries.flatMap(allFields)),
]

/** A question or an answer whose words are its own code has no words. */
const unspoken = (fields: readonly Field[]): readonly string[] =>
  fields.flatMap(({ name, label, options }) => [
    ...(label === name || label === name.split('.').at(-1) ? [name] : []),
    ...options
      .filter(({ value, label: text }) => value === text && /[a-z]/.test(value))
      .map(({ value }) => `${name}=${value}`),
  ])

describe.each(definitions.map((definition) => [definition.kind, definition] as const))('%s', (kind, definition) => {
  const drawn = (language: (typeof languages)[number], schema: ReturnType<typeof drawnSchema>) =>
    sectionsOf(schema, { speech: speak(language), kind, draft: {}, faults: [], base: 'form' }).flatMap(allFields)

  test.each(languages)('every question and choice of its forms has words in %s', (language) => {
    for (const track of definition.tracks)
      expect(unspoken(drawn(language, drawnSchema(formOf(kind).schema(track))))).toEqual([])
  })

  test.each(languages)('every question of its actions and decisions has words in %s', (language) => {
    const acts = Object.keys(definition.actions).map((action) => actionDoor(kind, action).schema)
    const signs = Object.keys(definition.tasks).map((task) => decisionDoor(kind, task).schema)
    for (const schema of [...acts, ...signs]) expect(unspoken(drawn(language, drawnSchema(schema)))).toEqual([])
  })

  test.each(languages)('its stages, tasks, outcomes, reasons and time limits have names in %s', (language) => {
    const speech = speak(language)
    const keys = [
      ...definition.stages.map((stage) => `stages.${stage}`),
      ...definition.tracks.map((track) => `tracks.${track}`),
      ...Object.keys(definition.clocks).map((clock) => `clocks.${clock}.name`),
      ...Object.keys(definition.materials).map((material) => `materials.${material}.name`),
      ...Object.entries(definition.tasks).flatMap(([task, { outcomes }]) => [
        `tasks.${task}.title`,
        ...Object.keys(outcomes).map((outcome) => `outcomes.${task}.${outcome}`),
      ]),
      ...[...Object.keys(definition.reasons.correction), ...definition.reasons.refusal].map(
        (reason) => `reasons.${reason}.short`,
      ),
    ]
    expect(keys.filter((key) => speech.ofKind(kind, key) === undefined)).toEqual([])
  })
})

test('an answer obtained by hand can be entered for every step of every outside system', () => {
  for (const steps of Object.values(answerSchemas))
    for (const schema of Object.values(steps)) expect(readSchema(jsonSchemaOf(schema))).toBeDefined()
})

describe('the texts of the pages', () => {
  const parsed: Strings = JSON.parse(readFileSync(`${root}templates/pages/strings/en.json`, 'utf8'))
  const keys = [...flatten(parsed).keys()].map((key) => key.replace(/_(one|few|many|other)$/, ''))
  const sources = [...filesBelow('templates/pages', '.njk'), ...filesBelow('api/pages', '.ts')].join('\n')

  test('each is used: by its whole key, or by the beginning that a code is put after', () => {
    const isUsed = (key: string): boolean => {
      if (sources.includes(`'${key}'`)) return true
      const parts = key.split('.')
      return parts.slice(1).some((_, index) => {
        const beginning = `${parts.slice(0, index + 1).join('.')}.`
        return sources.includes(`\`${beginning}\${`) || sources.includes(`'${beginning}' +`)
      })
    }
    // The two account forms share a template; their keys begin with the form's own name.
    const byForm = /^(register|recover)\./
    // What an act is answered with is named in the address.
    const byAddress = /^told\./
    expect([...new Set(keys)].filter((key) => !isUsed(key) && !byForm.test(key) && !byAddress.test(key))).toEqual([])
  })

  test('each that is asked for by its whole key is there', () => {
    const asked = [...sources.matchAll(/\bp\('([a-z-]+(?:\.[A-Za-z-]+)+)'/g)].map(([, key]) => key ?? '')
    expect(asked.filter((key) => !keys.includes(key) && !key.endsWith('.'))).toEqual([])
  })
})
