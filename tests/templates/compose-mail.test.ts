import { describe, expect, test } from '@jest/globals'
import { languages } from '../../domain/case/language.ts'
import { definitions } from '../../domain/kinds/index.ts'
import { composeMail, type MailValues } from '../../templates/compose-mail.ts'
import { loadTexts } from '../../templates/load.ts'
import { createTranslator } from '../../templates/translate.ts'

const translator = await createTranslator()
const commonMessages = Object.keys(Object(loadTexts()['common']?.en['messages']))
const ofAccounts = ['account-code', 'account-recovery', 'account-exists', 'account-address']

const values = {
  link: 'https://onevisit.example/cases/7f?a=1&b=2',
  name: 'Øyehaug Søren',
  caseNumber: 'W-2026-000123-X',
  dueOn: '2026-03-12',
  delay: 'another authority has not answered yet',
} as const satisfies MailValues

const mails = definitions.flatMap(({ kind, messages, clocks }) =>
  [...new Set([...commonMessages.filter((message) => !ofAccounts.includes(message)), ...messages])].map(
    (message) => [kind, message, Object.keys(clocks)[0] ?? ''] as const,
  ),
)

describe('Every message of every kind can be written in every language', () => {
  test.each(mails)('%s: %s', (kind, message, clock) => {
    for (const language of languages) {
      const mail = composeMail({ translator, kind, message, language, values: { ...values, clock } })
      const due = translator.dateText(language, values.dueOn)
      expect(mail.subject).toContain(values.caseNumber)
      for (const body of [mail.text, mail.html]) {
        expect(body).toContain(values.name)
        expect(body).toContain(due)
        expect(body).not.toMatch(/\{\{|undefined|\[object/)
      }
      expect(mail.text.match(/https?:\/\//g)).toHaveLength(1)
      expect(mail.html.match(/href=/g)).toHaveLength(1)
      expect(mail.html).toContain(`<html lang="${language}">`)
    }
  })
})

describe('A mail says what happened, what comes next, who must act and by when', () => {
  const mail = (more: Partial<MailValues> = {}, message = 'corrections-needed') =>
    composeMail({ translator, kind: 'work-permit', message, language: 'en', values: { ...values, ...more } })

  test('with each of the four under its own heading', () => {
    expect(mail().text).toMatch(
      /What happened\n.+\n\nWhat comes next\n.+\n\nWho must act\nYou\n\nBy when\nThursday, 12 March 2026, until midnight\n/,
    )
  })

  test('reasons are told with what to do about each, but never in the subject', () => {
    const { subject, text } = mail({ reasons: ['photo-unfit', 'illegible'] })
    expect(text).toContain('- Photo not fit for use\n  Upload a photo of the last 6 months')
    expect(text).toContain('- Illegible')
    expect(subject).toBe('Your application needs corrections (W-2026-000123-X)')
    expect(mail({ reasons: ['false-material'] }, 'refused').subject).toBe(
      'The decision on your application (W-2026-000123-X)',
    )
  })

  test('a reason that is not on the list is an error', () => {
    expect(() => mail({ reasons: ['because'] })).toThrow('reasons.because')
  })

  test('a date without published holidays is marked as expected', () => {
    expect(mail({ provisional: true }).text).toContain('This date is expected only')
    expect(mail().text).not.toContain('This date is expected only')
  })

  test('an appointment stands before a time limit, an hour before a day', () => {
    expect(mail({ at: '2026-03-10T09:30:00+08:00' }, 'interview-invitation').text).toContain(
      'On Tuesday, 10 March 2026 at 09:30',
    )
    expect(mail({ dueAt: '2026-03-11T20:00:00+08:00' }, 'received').text).toContain(
      'Until Wednesday, 11 March 2026 at 20:00',
    )
  })

  test('free appointments, place and materials are listed where there are any', () => {
    const { text } = mail(
      { slots: ['2026-03-13T01:00:00Z'], place: 'Hall 2', materials: ['passport'] },
      'biometrics-invitation',
    )
    expect(text).toContain('The earliest free appointments\n- Friday, 13 March 2026 at 09:00\n')
    expect(text).toContain('Place\nHall 2\n')
    expect(text).toContain('Materials concerned\n- Passport\n')
  })

  test('where no date is set, none is spoken of', () => {
    const { link, name, caseNumber } = values
    const closed = composeMail({
      translator,
      kind: 'work-permit',
      message: 'withdrawn',
      language: 'en',
      values: { link, name, caseNumber },
    })
    expect(closed.text).not.toContain('By when')
  })

  test('a promised time that passed names the new date and the cause', () => {
    const { link, name, caseNumber } = values
    const late = composeMail({
      translator,
      kind: 'work-permit',
      message: 'delayed',
      language: 'en',
      values: {
        link,
        name,
        caseNumber,
        delay: translator.translate('en', 'common:delays.external'),
        expectedOn: '2026-03-20',
      },
    })
    expect(late.text).toContain('The reason: another authority has not answered yet.')
    expect(late.text).toContain('Expected on Friday, 20 March 2026')
  })

  test('a placeholder that was given no value is an error', () => {
    const { link, name, caseNumber } = values
    const compose = () =>
      composeMail({
        translator,
        kind: 'work-permit',
        message: 'corrections-needed',
        language: 'ja',
        values: { link, name, caseNumber },
      })
    expect(compose).toThrow('{{dueOn}}')
  })

  test('what a person wrote as their name is text in the page, not markup', () => {
    expect(mail({ name: '<img src=x>' }).html).toContain('Dear &lt;img src=x&gt;,')
    expect(mail({ name: "O'Neill & Sons" }).text).toContain("Dear O'Neill & Sons,")
  })

  test('the kind speaks in its own words first', () => {
    const own = composeMail({
      translator,
      kind: 'accommodation-registration',
      message: 'received',
      language: 'en',
      values,
    })
    expect(own.text).toContain('This is not the registration yet.')
    expect(mail({}, 'received').text).toContain('Your application and materials have reached us.')
  })
})

describe('Mails about an account', () => {
  test.each(ofAccounts)('%s speaks of no case', (message) => {
    for (const language of languages) {
      const mail = composeMail({
        translator,
        message,
        language,
        values: { link: values.link, name: values.name, code: '493817' },
      })
      expect(mail.subject).not.toMatch(/[()（）]/)
      expect(mail.text.includes('493817')).toBe(message !== 'account-exists')
    }
  })
})
