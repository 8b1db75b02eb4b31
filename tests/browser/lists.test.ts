import { describe, expect, test } from '@jest/globals'
import { formOf } from '../../api/commands/schemas.ts'
import { filledSections } from '../../api/pages/filled-form.ts'
import { drawnSchema } from '../../api/pages/json-schema.ts'
import { sectionsOf } from '../../api/pages/sections.ts'
import { createSpeeches } from '../../api/pages/speech.ts'
import { typedDraft } from '../../api/pages/typed.ts'
import { createTranslator } from '../../templates/translate.ts'

const kind = 'arbitration-intake'
const schema = drawnSchema(formOf(kind).schema('individual'))
const speech = createSpeeches(await createTranslator())('en')
const sent = {
  'respondents.0.name': 'A Company',
  'respondents.2.name': 'B Company',
  'claims.0.kind': 'wages',
  'claims.0.amountFen': '120000',
  'claims.0.evidence.0.name': 'Pay slip',
  'claims.0.evidence.1.name': 'Letter',
  'claims.1.kind': '',
}

describe('lists in forms', () => {
  test('are read entry by entry, lists within lists too; what was left empty is no entry', () => {
    expect(typedDraft(schema, sent)).toMatchObject({
      respondents: [{ name: 'A Company' }, { name: 'B Company' }],
      claims: [{ kind: 'wages', amountFen: 120_000, evidence: [{ name: 'Pay slip' }, { name: 'Letter' }] }],
    })
  })

  test('lose exactly the entry that is taken away', () => {
    const draft = typedDraft(schema, { ...sent, remove: 'claims.0.evidence.0' })
    expect(draft).toMatchObject({ claims: [{ evidence: [{ name: 'Letter' }] }] })
    expect(typedDraft(schema, { ...sent, remove: 'respondents.0' })).toMatchObject({
      respondents: [{ name: 'B Company' }],
    })
  })

  test('are drawn with what is filled in, one more where it is asked for, and their faults at their own questions', () => {
    const filling = { speech, kind, draft: typedDraft(schema, sent), base: 'form', add: 'respondents' }
    const faults = [{ pointer: '/form/respondents/1/uscc', code: 'field-missing' }]
    const lists = sectionsOf(schema, { ...filling, faults }).flatMap((section) => section.lists)
    const respondents = lists.find(({ path }) => path === 'respondents')
    expect(respondents?.entries.map(({ place }) => place)).toEqual(['respondents.0', 'respondents.1', 'respondents.2'])
    const wrong = respondents?.entries.flatMap(({ fields }) => fields).filter(({ fault }) => fault !== undefined)
    expect(wrong?.map(({ id, label }) => [id, label])).toEqual([['f-respondents-1-uscc', 'Unified Social Credit Code']])
    const evidence = lists.find(({ path }) => path === 'claims')?.entries[0]?.lists[0]
    expect(evidence?.entries[1]?.fields[0]?.value).toBe('Letter')
  })

  test('are shown entry by entry to whoever reads the form', () => {
    const sections = filledSections(schema, typedDraft(schema, sent), { speech, kind })
    const rows = sections.flatMap((section) => section.rows)
    expect(rows).toContainEqual({ label: '2 · Name', value: 'B Company' })
    expect(rows).toContainEqual({ label: '1.2 · Name', value: 'Letter' })
    expect(rows.some(({ value }) => value.includes('object'))).toBe(false)
  })
})
