import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { createDrawing, type Drawing } from '../../../activities/documents/draw.ts'
import { createFonts } from '../../../activities/documents/fonts.ts'
import { type Language, languages } from '../../../domain/case/language.ts'
import { arbitrationIntakeForm } from '../../../domain/kinds/arbitration-intake/form.ts'
import { composePaper } from '../../../templates/compose-paper.ts'
import type { DocumentValues } from '../../../templates/document-values.ts'
import type { PaperContent } from '../../../templates/paper-content.ts'
import { canReadBack, readBack, squeezed } from './read-back.ts'
import { templates } from './sample-papers.ts'

const kind = 'arbitration-intake'
const stored = JSON.parse(readFileSync(new URL('../../../cli/scenario/forms/forms.json', import.meta.url), 'utf8'))
const formOf = (track: string) => stored.forms[`${kind}.${track}`].form

/** As an activity gathers them: the form, the clocks, what was decided, and the kind's own lists. */
function valuesOf(track: string): DocumentValues {
  const form = formOf(track)
  const data = {
    respondent: 0,
    way: 'left-at-address',
    contents: 'respondent-notice',
    servedAt: '2026-03-30T00:00:00+08:00',
    startsAt: '2026-04-14T09:30:00+08:00',
    docketNumber: '长劳人仲(2026)办字第00042号',
    text: '',
    data: { room: '2', at: '2026-04-14T09:30:00+08:00', text: 'Two witnesses, three pictures.' },
  }
  const facts = { finality: [], joined: [0] }
  return {
    ...form,
    own: arbitrationIntakeForm.paperValues?.({ form, track, facts, data }) as DocumentValues,
    person: { ...form.person, name: 'Claire Moreau', passportNumber: '22FV47310' },
    case: {
      number: 'A-2026-000042-K',
      kind,
      track,
      receivedOn: '2026-03-23',
      acceptedOn: '2026-03-25',
      materials: ['evidence'],
    },
    facts: { jurisdiction: '310112' },
    clocks: {
      acceptance: { dueOn: '2026-03-30' },
      correction: { dueOn: '2026-04-08' },
      award: { dueOn: '2026-05-09' },
    },
    data,
  }
}

const refusing = ['non-acceptance-notice', 'redirect-notice', 'correction-notice']

const contentFor = (track: string, code: string, language: Language): PaperContent => ({
  language,
  values: valuesOf(track),
  reasons: refusing.includes(code) ? ['not-in-jurisdiction'] : [],
  reasonText: (reason) => reason,
  number: 'SQ-2026-000042',
  issuedOn: '2026-03-25',
  caseNumber: 'A-2026-000042-K',
  verificationUrl: 'https://visit.example/verify/7K3M-9QXA-22BD-F0TZ',
  verificationCode: '7K3M-9QXA-22BD-F0TZ',
  signers: [
    { role: 'checked', title: 'officer', staffNumber: '0417' },
    { role: 'decided', title: 'officer', staffNumber: '0032' },
  ],
})

const codes = [
  ...templates.all.filter(([folder]) => folder === kind).map(([, code]) => code),
  'correction-notice',
  'filing-receipt',
]
const paperOf = (track: string, code: string, language: Language) =>
  composePaper(templates.templateOf(kind, code), templates.stringsOf(kind), contentFor(track, code, language))

let draw: Drawing

beforeAll(() => {
  draw = createDrawing(createFonts())
})

describe('Each paper of an arbitration says all it must, in every language and on every track', () => {
  const tracks = ['individual', 'collective', 'employer']
  test.each(codes.flatMap((code) => tracks.map((track) => [code, track] as const)))('%s, %s', (code, track) => {
    for (const language of languages) expect(paperOf(track, code, language).blocks.length).toBeGreaterThan(0)
  })
})

describe('What a reader copies out of them', () => {
  const readable = canReadBack ? test : test.skip

  readable('the application lists parties, every claim with its amount, and the evidence', async () => {
    const text = await readBack(await draw(paperOf('individual', 'arbitration-application', 'en')))
    for (const words of ['Tanaka Kenji', '上海虹桥数据服务有限公司', 'CN¥26,000.00', 'Pay slips', 'Bank statement'])
      expect(text).toContain(squeezed(words))
  })

  readable('a collective application names all ten, each claim with its claimant', async () => {
    const text = await readBack(await draw(paperOf('collective', 'arbitration-application', 'zh')))
    for (const words of ['Sato Yui', 'Nguyen Linh', '21,900.00']) expect(text).toContain(squeezed(words))
  })

  readable('a record of service says who, what, how, when and what proves it', async () => {
    const text = await readBack(await draw(paperOf('employer', 'service-record', 'en')))
    for (const words of [
      'Moreau, Claire',
      'Left at the address',
      'Monday, 30 March 2026',
      'Two witnesses, three pictures.',
    ])
      expect(text).toContain(squeezed(words))
  })

  readable('a redirection names the commission that is competent', async () => {
    const text = await readBack(await draw(paperOf('individual', 'redirect-notice', 'de')))
    expect(text).toContain(squeezed('Arbeits- und Personalschiedskommission des Bezirks Minhang, Shanghai'))
    expect(text).toContain(squeezed('上海市闵行区劳动人事争议仲裁委员会'))
  })
})
