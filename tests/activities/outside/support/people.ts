import type { OutsidePerson } from '../../../../activities/outside/person.ts'

export const soren: OutsidePerson = {
  familyName: 'Øyehaug',
  givenNames: 'Søren',
  nationality: 'NOR',
  birthDate: '1988-02-29',
  sex: 'M',
  passportNumber: 'NX4410927',
}

/** What the work permit bureau is told of Søren's job. */
export const job = {
  holder: soren,
  employer: { name: '上海示例企业', uscc: '91310105MA1FW0008X' },
  position: { title: 'Engineer', startsOn: '2026-04-01', endsOn: '2028-03-31' },
}

/** Søren's application for the residence permit. */
export const application = {
  applicant: { ...soren, passportExpiresOn: '2031-05-01' },
  requestedUntil: '2028-03-15',
  reason: 'new',
} as const
