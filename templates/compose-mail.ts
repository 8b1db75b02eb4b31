import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'
import type { Language } from '../domain/case/language.ts'
import type { TextValues, Translator } from './translate.ts'

/**
 * What a mail's text may speak of. By their names: `…On` is a local date and `…At` an instant, both are spelled out;
 * `clock` is the code of a time limit and becomes its name. All else fills the placeholder of its name as it is.
 */
export interface MailValues {
  readonly link: string
  readonly name: string
  /** Without it the mail is about an account, not about a case. */
  readonly caseNumber?: string
  readonly dueOn?: string
  readonly dueAt?: string
  readonly expectedOn?: string
  /** When an appointment begins; as `at` too, the word of outside systems. */
  readonly startsAt?: string
  /** The date was counted with a year whose holidays are not published yet. */
  readonly provisional?: boolean
  /** Codes of the kind's reasons; each is told with what to do about it. */
  readonly reasons?: readonly string[]
  /** Codes of the kind's materials. */
  readonly materials?: readonly string[]
  /** Instants of free appointments, earliest first. */
  readonly slots?: readonly string[]
  /** Where the reader stands on several lists, each as `list:status:place`. */
  readonly standings?: readonly string[]
  readonly place?: string
  /** An officer's own words to the reader: a question. */
  readonly said?: string
  readonly clock?: string
  readonly [other: string]: string | number | boolean | readonly string[] | undefined
}

/** A mail to compose; without `kind` only the common texts are asked. */
export interface MailToCompose {
  readonly translator: Translator
  readonly kind?: string
  readonly message: string
  readonly language: Language
  readonly values: MailValues
}

/** A mail as it is sent and kept. */
export interface ComposedMail {
  readonly subject: string
  readonly text: string
  readonly html: string
}

const folder = dirname(fileURLToPath(import.meta.url))
const options = { throwOnUndefined: true, trimBlocks: true, lstripBlocks: true } as const
const pages = new nunjucks.Environment(new nunjucks.FileSystemLoader(folder), { ...options, autoescape: true })
const plain = new nunjucks.Environment(new nunjucks.FileSystemLoader(folder), { ...options, autoescape: false })

/**
 * One mail in the one layout: what happened, what comes next, who must act, by when, one link.
 * The kind's own words come first, the common ones where it has none. Throws when a text or a placeholder's value is missing.
 */
export function composeMail(asked: MailToCompose): ComposedMail {
  const { at } = asked.values
  const mail = typeof at === 'string' ? { ...asked, values: { startsAt: at, ...asked.values } } : asked
  const say = speaker(mail)
  const content = { ...layoutOf(mail, say), ...partsOf(mail, say) }
  return {
    subject: content.subject,
    text: plain.render('common/mail.text.njk', content),
    html: pages.render('common/mail.njk', content),
  }
}

type Say = (key: string, more?: TextValues) => string

/** Says a text in the mail's language with the mail's values: the kind's own if it has one, else the common one. */
function speaker({ translator, kind, language, values }: MailToCompose): Say {
  const say = (key: string, filled: TextValues): string => {
    const own = kind !== undefined && translator.has(language, `${kind}:${key}`)
    return translator.translate(language, `${own ? kind : 'common'}:${key}`, filled)
  }
  const clock = values.clock === undefined ? {} : { clock: say(`clocks.${values.clock}.name`, {}) }
  const filled = { ...spellOut(translator, language, values), ...clock }
  return (key, more) => say(key, { ...filled, ...more })
}

function spellOut(translator: Translator, language: Language, values: MailValues): TextValues {
  const entries = Object.entries(values).flatMap(([name, value]): (readonly [string, string | number])[] => {
    if (typeof value === 'number') return [[name, value]]
    if (typeof value !== 'string') return []
    if (name.endsWith('On')) return [[name, translator.dateText(language, value)]]
    if (name.endsWith('At')) return [[name, translator.dateTimeText(language, value)]]
    return [[name, value]]
  })
  return Object.fromEntries(entries)
}

/** What this message says. */
function partsOf({ translator, language, message, values }: MailToCompose, say: Say) {
  const subject = say(`messages.${message}.subject`)
  return {
    title: subject,
    subject: values.caseNumber === undefined ? subject : say('mail.subject', { subject }),
    happened: say(`messages.${message}.happened`),
    said: values.said ?? '',
    next: say(`messages.${message}.next`),
    who: say(`messages.${message}.who`),
    by: byWhen(values, say),
    notes: [
      ...(values.provisional === true ? [say('mail.provisional')] : []),
      ...(values.standings ?? []).map((standing) => standingText(standing, say)),
    ],
    reasons: (values.reasons ?? []).map((code) => ({
      name: say(`reasons.${code}.short`),
      advice: say(`reasons.${code}.applicant`),
    })),
    materials: (values.materials ?? []).map((type) => say(`materials.${type}.name`)),
    slots: (values.slots ?? []).map((slot) => translator.dateTimeText(language, slot)),
  }
}

function standingText(standing: string, say: Say): string {
  const [lot = '', status = '', place = ''] = standing.split(':')
  return say(`standing.${status}`, { lot, place })
}

/** How each date is said, the one that counts most for the reader first. */
const dates = { startsAt: 'starts-at', dueAt: 'due-at', dueOn: 'due-on', expectedOn: 'expected-on' } as const

/** Empty where the message sets no date. */
function byWhen(values: MailValues, say: Say): string {
  const given = Object.entries(dates).find(([name]) => values[name] !== undefined)
  return given === undefined ? '' : say(`mail.${given[1]}`)
}

/** What every mail says. */
function layoutOf({ language, values }: MailToCompose, say: Say) {
  return {
    language,
    link: values.link,
    caseNumber: values.caseNumber === undefined ? '' : say('mail.case-number'),
    place: values.place ?? '',
    centre: say('centre.name'),
    greeting: say('mail.greeting'),
    closing: say('mail.closing'),
    footer: [say('mail.shanghai-time'), say('mail.no-reply')],
    button: say(values.caseNumber === undefined ? 'mail.open-page' : 'mail.open-case'),
    labels: {
      happened: say('mail.happened'),
      next: say('mail.next'),
      who: say('mail.who'),
      by: say('mail.by'),
      reasons: say('mail.reasons'),
      materials: say('mail.materials'),
      slots: say('mail.slots'),
      place: say('mail.place'),
      said: say('mail.said'),
    },
  }
}
