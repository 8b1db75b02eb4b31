import { type BesideInput, type KindForm, textAt } from '../../case/form.ts'

const holder = (input: BesideInput) => ({
  passportNumber: textAt(input.form, 'person.passport.number'),
  nationality: textAt(input.form, 'person.nationality'),
  familyName: textAt(input.form, 'person.familyName'),
  givenNames: textAt(input.form, 'person.givenNames'),
  birthDate: textAt(input.form, 'person.birthDate'),
  sex: textAt(input.form, 'person.sex'),
})

/** What each outside step is told of the person and the permit. */
export const payloads: KindForm['payloads'] = {
  'ask-registry': ({ form }) => ({ uscc: textAt(form, 'employer.uscc') }),
  'ask-accommodation': ({ form }) => ({ passportNumber: textAt(form, 'person.passport.number'), purpose: 'permit' }),
  register: (input) => ({
    holder: holder(input),
    employer: { name: textAt(input.form, 'employer.name'), uscc: textAt(input.form, 'employer.uscc') },
    position: {
      title: textAt(input.form, 'position.titleZh'),
      startsOn: textAt(input.form, 'position.startsOn'),
      endsOn: textAt(input.form, 'position.endsOn'),
    },
    ...(input.facts['category'] === undefined ? {} : { category: input.facts['category'] }),
    ...(input.facts['validUntil'] == null ? {} : { validUntil: input.facts['validUntil'] }),
  }),
  'cancel-registration': ({ form, facts, data, track }) => ({
    permitNumber: track === 'cancellation' ? textAt(form, 'prior.permitNumber') : facts['workPermitNumber'],
    reason: data['reason'],
  }),
  'cancel-old-registration': ({ form, data }) => ({
    permitNumber: textAt(form, 'prior.permitNumber'),
    reason: data['reason'],
  }),
  apply: (input) => ({
    applicant: { ...holder(input), passportExpiresOn: textAt(input.form, 'person.passport.expiresOn') },
    ...(input.facts['workPermitNumber'] === undefined ? {} : { workPermitNumber: input.facts['workPermitNumber'] }),
    ...(input.facts['validUntil'] == null ? {} : { requestedUntil: input.facts['validUntil'] }),
    reason: input.track,
  }),
  'application-state': () => ({}),
  'cancel-application': () => ({}),
  'print-card': (input) => ({
    documentNumber: input.data['document'],
    holder: {
      familyName: textAt(input.form, 'person.familyName'),
      givenNames: textAt(input.form, 'person.givenNames'),
    },
    ...(input.facts['permitUntil'] === undefined ? {} : { validUntil: input.facts['permitUntil'] }),
  }),
  ship: ({ form }) => ({
    recipient: {
      name: `${textAt(form, 'person.familyName')} ${textAt(form, 'person.givenNames')}`,
      address: textAt(form, 'postalAddress'),
      phone: textAt(form, 'person.phone'),
    },
    contents: 'residence-permit',
    about: { party: 'applicant' },
  }),
}
