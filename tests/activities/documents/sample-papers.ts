import type { Language } from '../../../domain/case/language.ts'
import { composePaper } from '../../../templates/compose-paper.ts'
import { loadDocumentTemplates } from '../../../templates/document-template.ts'
import type { DocumentValues } from '../../../templates/document-values.ts'
import { loadTexts } from '../../../templates/load.ts'
import type { Paper } from '../../../templates/paper.ts'
import type { PaperContent } from '../../../templates/paper-content.ts'

export const templates = loadDocumentTemplates(loadTexts())

/** One person per language, each with a name that is hard to set. */
export const names: Readonly<Record<Language, string>> = {
  zh: '𠮷田 优子',
  en: 'O’Connell Niamh Siobhán',
  ja: '小林 優子',
  ko: '최서연',
  fr: 'Đặng Thị Ngọc Ánh',
  de: 'Øyehaug Søren Åsmund',
  es: 'Łukasiewicz Żaneta',
  ru: 'Щербакова Юлия Фёдоровна',
}

const nationalities: Readonly<Record<Language, string>> = {
  zh: 'JPN',
  en: 'IRL',
  ja: 'JPN',
  ko: 'KOR',
  fr: 'VNM',
  de: 'NOR',
  es: 'POL',
  ru: 'RUS',
}

/** What every template may ask for; made up throughout. */
const valuesFor = (kind: string, language: Language): DocumentValues => ({
  case: {
    number: 'W-2026-000123-X',
    kind,
    track: kind === 'work-permit' ? 'new' : 'self-declaration',
    receivedOn: '2026-03-02',
    acceptedOn: '2026-03-04',
    materials:
      kind === 'work-permit'
        ? ['passport', 'photo', 'visa', 'contract', 'degree-certificate', 'work-experience-letter']
        : ['passport', 'lease-or-title'],
  },
  person: {
    name: names[language],
    nationality: nationalities[language],
    birthDate: '1989-06-21',
    sex: 'F',
    passportNumber: 'CHA482913',
  },
  employer: { name: '上海虹桥海翼精密机器人有限公司', uscc: '91310105MA1H7Q2R3G' },
  position: { titleZh: '机器人控制高级工程师', title: 'Senior robot control engineer' },
  stay: {
    address: '上海市长宁区虹桥路1438弄26号楼1702室',
    hostName: '顾思远',
    hostKind: 'rented',
    arrivedAt: '2026-03-01T14:20:00+08:00',
    until: '2027-02-28',
  },
  facts: { category: 'B', months: 24 },
  cancellation: { endedOn: '2026-02-27' },
  prior: { permitNumber: '20231101004587' },
  clocks: {
    acceptance: { dueOn: '2026-03-09' },
    correction: { dueOn: '2026-03-25' },
    promise: { dueOn: '2026-03-13' },
    'work-permit-decision': { dueOn: '2026-04-01' },
  },
  data: {
    clock: 'correction',
    dueOn: '2026-04-16',
    previousDueOn: '2026-04-01',
    reason: '材料涉及境外机构，核实所需时间较长。',
    withdrawnOn: '2026-03-06',
    workPermitNumber: '20260311008832',
    permitNumber: '310105260042',
    validFrom: '2026-03-16',
    validUntil: '2028-03-15',
    documentNumber: '310105260042',
    handedOverAt: '2026-03-17T10:05:00+08:00',
    collection: 'counter',
    slipNumber: 'ZS-20260301-00417',
    since: '2026-03-01T19:42:00+08:00',
  },
})

const sentences: Readonly<Record<Language, string>> = {
  zh: '原因文本，由该事项的文字表给出，说明缺少什么、应当怎样补正。',
  en: 'The text of a reason, as the kind’s own strings give it: what is missing and how to put it right.',
  ja: '理由の文言。何が不足し、どのように補正すればよいかを、その事項の文言集から示します。',
  ko: '사유의 문구로서 무엇이 부족하고 어떻게 보완하면 되는지를 해당 사항의 문구집에서 가져와 적습니다.',
  fr: 'Le texte d’un motif, tel que le donne le dossier : ce qui manque et comment y remédier.',
  de: 'Der Wortlaut eines Grundes, wie ihn die Angelegenheit vorgibt: was fehlt und wie es zu beheben ist.',
  es: 'El texto de un motivo, tal como lo da el asunto: qué falta y cómo subsanarlo.',
  ru: 'Текст основания из словаря по данному вопросу: чего не хватает и как это исправить.',
}

const reasoned: readonly string[] = ['correction-notice', 'redirect-notice', 'refusal-notice']

export const contentFor = (kind: string, code: string, language: Language): PaperContent => ({
  language,
  values: valuesFor(kind, language),
  reasons: reasoned.includes(code) ? ['other-district', 'photo-unfit'] : [],
  reasonText: (_, side) => sentences[side],
  number: 'GZ-2026-000123',
  issuedOn: '2026-03-04',
  caseNumber: 'W-2026-000123-X',
  verificationUrl: 'https://visit.example/verify/7K3M-9QXA-22BD-F0TZ',
  verificationCode: '7K3M-9QXA-22BD-F0TZ',
  signers: [
    { role: 'examined', title: 'officer', staffNumber: '0417' },
    { role: 'approved', title: 'supervisor', staffNumber: '0032' },
  ],
})

/** A common paper is drawn for a work permit. */
const kindOf = (folder: string): string => (folder === 'common' ? 'work-permit' : folder)

export function samplePaper(folder: string, code: string, language: Language): Paper {
  const kind = kindOf(folder)
  return composePaper(templates.templateOf(kind, code), templates.stringsOf(kind), contentFor(kind, code, language))
}
