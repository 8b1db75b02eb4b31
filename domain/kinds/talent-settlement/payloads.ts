import { at, type BesideInput, type Draft, type KindForm, textAt } from '../../case/form.ts'
import { familyOf, requiredMaterials } from './papers-asked.ts'

/** A field that is told only where the form has it. */
const optional = (name: string, form: Draft, path: string): Readonly<Record<string, unknown>> => {
  const text = textAt(form, path)
  return text === '' ? {} : { [name]: text }
}

const applicant = (form: Draft) => ({
  familyName: textAt(form, 'person.familyName'),
  givenNames: textAt(form, 'person.givenNames'),
  nationality: textAt(form, 'person.nationality'),
  birthDate: textAt(form, 'person.birthDate'),
  sex: textAt(form, 'person.sex'),
  passportNumber: textAt(form, 'person.passport.number'),
  ...optional('residentId', form, 'residentId'),
})

/** By resident id where there is one, else by passport. */
const identityNumber = (form: Draft): string => {
  const residentId = textAt(form, 'residentId')
  return residentId === '' ? textAt(form, 'person.passport.number') : residentId
}

/** The applicant is nobody's family: number 0; spouse and children follow in the order of the form. */
function moving({ form, data }: BesideInput) {
  const number = typeof data['member'] === 'number' ? data['member'] : 0
  const member = number === 0 ? undefined : familyOf(form)[number - 1]
  const person = member ?? { ...asDraft(at(form, 'person')), residentId: form['residentId'] }
  return {
    familyName: textAt(person, 'familyName'),
    givenNames: textAt(person, 'givenNames'),
    birthDate: textAt(person, 'birthDate'),
    ...optional('residentId', person, 'residentId'),
  }
}

const asDraft = (value: unknown): Draft =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}

/** What each outside system is told of a settlement. */
export const payloads: KindForm['payloads'] = {
  'ask-registry': ({ form }) => ({ uscc: textAt(form, 'employer.uscc') }),
  'ask-social-security': ({ form }) => ({ identityNumber: identityNumber(form) }),
  'verify-credential': ({ form }) => ({
    holder: applicant(form),
    country: textAt(form, 'study.country'),
    university: textAt(form, 'study.university'),
    degree: textAt(form, 'study.degree'),
    ...optional('from', form, 'study.from'),
    ...optional('to', form, 'study.to'),
  }),
  'submit-dossier': ({ form, track }) => ({
    applicant: applicant(form),
    track,
    family: familyOf(form).map((member) => ({
      relation: textAt(member, 'relation'),
      familyName: textAt(member, 'familyName'),
      givenNames: textAt(member, 'givenNames'),
    })),
    materials: requiredMaterials(track, form, 'web'),
  }),
  'take-back-dossier': () => ({}),
  'move-in': (input) => ({
    person: moving(input),
    address: textAt(input.form, 'household.address'),
    ownerKind: textAt(input.form, 'household.ownerKind'),
    ...(input.facts['officeNumber'] === undefined ? {} : { approvalNumber: input.facts['officeNumber'] }),
  }),
  'undo-move-in': ({ data }) => ({ moveInNumber: data['moveInNumber'] }),
  ship: ({ form }) => ({
    recipient: {
      name: `${textAt(form, 'person.familyName')} ${textAt(form, 'person.givenNames')}`,
      address: textAt(form, 'postalAddress'),
      phone: textAt(form, 'person.phone'),
    },
    contents: 'talent-residence-permit',
    about: { party: 'applicant' },
  }),
}
