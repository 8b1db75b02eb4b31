import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { answerSchemas } from '../../../activities/outside/answer-schemas.ts'
import { type Outside, startOutside } from './support/outside.ts'
import { application, job, soren } from './support/people.ts'

let outside: Outside

beforeAll(async () => {
  outside = await startOutside(2000)
})
afterEach(() => outside.control('POST', '/reset', {}))
afterAll(() => outside.close())

const asked = (key: string, caseNumber = 'C-1') => ({ key, caseNumber })
const book = (system: string) => outside.control('GET', `/outside/${system}/calls`)

test('the registry knows a company as active in the district, unless told otherwise', async () => {
  const registry = outside.systems['enterprise-registry']
  const uscc = '91310105MA1FW0008X'
  expect(await registry.company({ ...asked('1'), uscc })).toMatchObject({ state: 'active', district: '310105' })
  await outside.control('PUT', '/outside/enterprise-registry/answers', {
    answers: [{ refusal: 'not-found' }, { ok: { state: 'not-found' } }],
    always: { ok: { state: 'abnormal', district: '310112' } },
  })
  expect(await registry.company({ ...asked('2'), uscc })).toEqual({ state: 'not-found' })
  expect(await registry.company({ ...asked('3'), uscc })).toEqual({ state: 'not-found' })
  expect(await registry.company({ ...asked('4'), uscc })).toMatchObject({ state: 'abnormal', district: '310112' })
  expect(await registry.company({ ...asked('4'), uscc })).toMatchObject({ state: 'abnormal' })
  expect(await book('enterprise-registry')).toMatchObject({ made: 0, undone: 0 })
})

test('a deleted registration is undone once, and an earlier employer’s counts too', async () => {
  const bureau = outside.systems['work-permit-bureau']
  const registered = await bureau.register({ ...asked('r'), ...job })
  const permitNumber = 'refused' in registered ? '' : registered.permitNumber
  await bureau.cancel({ ...asked('c'), permitNumber, reason: 'withdrawn' })
  await bureau.cancel({ ...asked('c'), permitNumber, reason: 'withdrawn' })
  await bureau.cancel({ ...asked('c 2'), permitNumber, reason: 'withdrawn' })
  expect(await book('work-permit-bureau')).toMatchObject({ made: 1, undone: 1 })
  await bureau.cancel({ ...asked('c 3'), permitNumber: '19310000250101001', reason: 'change-of-employer' })
  expect(await book('work-permit-bureau')).toMatchObject({ made: 1, undone: 2 })
})

test('a permit finds its holder registered; one’s own stay is found once it was handed over', async () => {
  const register = outside.systems['accommodation-register']
  const { passportNumber } = soren
  await outside.control('POST', '/reset', { to: '2026-03-11T09:05:00+08:00', hold: true })
  expect(await register.lookUp({ ...asked('1'), passportNumber, purpose: 'permit' })).toMatchObject({
    registered: true,
  })
  expect(await register.lookUp({ ...asked('2'), passportNumber, purpose: 'own-stay' })).toEqual({ registered: false })
  const { link } = await register.handOver({ ...asked('3'), passportNumber })
  expect(link).not.toContain(passportNumber)
  expect((await fetch(link)).status).toBe(200)
  await outside.control('POST', '/time', { to: '2026-03-11T09:15:00+08:00', hold: true })
  expect(await register.lookUp({ ...asked('2'), passportNumber, purpose: 'own-stay' })).toMatchObject({
    registered: true,
    since: '2026-03-11T09:05:00+08:00',
  })
  expect(await book('accommodation-register')).toMatchObject({ made: 0 })
})

test('what the register is told to answer stands against what was handed over', async () => {
  const register = outside.systems['accommodation-register']
  const { passportNumber } = soren
  await register.handOver({ ...asked('1'), passportNumber })
  await outside.control('PUT', '/outside/accommodation-register/answers', {
    answers: [{ ok: { registered: false } }],
    always: { ok: { registered: true, since: '2026-03-11T09:40:00+08:00', slipNumber: 'HQ2026031100417' } },
  })
  expect(await register.lookUp({ ...asked('2'), passportNumber, purpose: 'own-stay' })).toEqual({ registered: false })
  expect(await register.lookUp({ ...asked('2'), passportNumber, purpose: 'own-stay' })).toMatchObject({
    since: '2026-03-11T09:40:00+08:00',
    slipNumber: 'HQ2026031100417',
  })
})

test('a stay registered on behalf is one effect, and is found afterwards', async () => {
  const register = outside.systems['accommodation-register']
  const stay = { arrivedAt: '2026-03-11T08:00:00+08:00', address: 'x', hostName: 'y', hostPhone: 'z', hostKind: 'own' }
  const registered = await register.register({ ...asked('1'), guest: soren, stay })
  expect(await register.register({ ...asked('1'), guest: soren, stay })).toEqual(registered)
  expect(await register.lookUp({ ...asked('2'), passportNumber: soren.passportNumber, purpose: 'own-stay' })).toEqual(
    registered,
  )
  expect(await book('accommodation-register')).toMatchObject({ made: 1 })
  expect(await register.remove({ ...asked('3'), slipNumber: registered.slipNumber })).toEqual({ undone: true })
  expect(await register.lookUp({ ...asked('4'), passportNumber: soren.passportNumber, purpose: 'own-stay' })).toEqual({
    registered: false,
  })
})

test('every other system understands what it is asked, and we its answer', async () => {
  const { systems } = outside
  const deposit = { amountFen: 450_000, purpose: 'deposit', dueOn: '2026-07-13' }
  const recipient = { name: soren.familyName, address: 'somewhere' }
  const file = { docketNumber: '长劳人仲(2026)办字第1号', fileNumber: 'AJ-2026-000001', sha256: 'abc' }
  expect(await systems['social-security'].contributions({ ...asked('1'), identityNumber: 'NX4410927' })).toMatchObject({
    gaps: 0,
    baseRatio: 2,
  })
  const months = { identityNumber: 'NX4410927', from: '2025-01-01', to: '2025-12-31' }
  expect(await systems['tax-service'].transcript({ ...asked('1'), ...months })).toMatchObject({ months: 12 })
  const degree = { holder: soren, country: 'NOR', university: 'UiO', degree: 'master' }
  expect(await systems['credential-verification'].verify({ ...asked('1'), ...degree })).toHaveProperty('requestNumber')
  const dossier = { applicant: soren, track: 'talent-residence', family: [], materials: ['passport'] } as const
  expect(await systems['settlement-office'].submit({ ...asked('1'), ...dossier })).toHaveProperty('dossierNumber')
  expect(await systems['settlement-office'].takeBack(asked('2'))).toEqual({ undone: true })
  const moved = await systems['household-register'].moveIn({
    ...asked('1'),
    person: soren,
    address: 'x',
    ownerKind: 'own',
  })
  const moveInNumber = 'refused' in moved ? '' : moved.moveInNumber
  expect(await systems['household-register'].undoMoveIn({ ...asked('2'), moveInNumber })).toEqual({ undone: true })
  const accepted = { acceptedOn: '2026-01-14', claims: 2, claimants: ['a'], respondents: ['b'] }
  expect(await systems['arbitration-commission'].accept({ ...asked('1'), ...accepted })).toHaveProperty('docketNumber')
  expect(await systems['arbitration-commission'].handOverFile({ ...asked('2'), ...file })).toHaveProperty('receivedAt')
  expect(await systems['postal-service'].ship({ ...asked('1'), recipient, contents: 'lease' })).toHaveProperty(
    'trackingNumber',
  )
  expect(
    await systems['property-manager'].keys({ ...asked('1'), apartment: 'A-0701', from: '2026-07-09' }),
  ).toHaveProperty('keyNumber')
  expect(await systems['property-manager'].takeBack(asked('2'))).toEqual({ undone: true })
  expect(await systems['payment-gateway'].order({ ...asked('1'), ...deposit })).toHaveProperty('orderNumber')
  expect(await systems['payment-gateway'].refund({ ...asked('2'), amountFen: 450_000 })).toMatchObject({
    amountFen: 450_000,
  })
  expect(await systems['card-printer'].print({ ...asked('1'), documentNumber: 'JL-2026-000001' })).toHaveProperty(
    'jobNumber',
  )
  const { summary } = await outside.control('GET', '/outside/calls')
  expect(summary).toMatchObject({
    'settlement-office': { made: 1, undone: 1 },
    'household-register': { made: 1, undone: 1 },
    'arbitration-commission': { made: 2, undone: 0 },
    'property-manager': { made: 1, undone: 1 },
    'payment-gateway': { made: 1, undone: 1 },
  })
})

test('a withdrawn application is told as withdrawn and decided no more', async () => {
  const bureau = outside.systems['exit-entry-bureau']
  expect(await bureau.state(asked('0'))).toEqual({ result: 'unknown' })
  await bureau.apply({ ...asked('1'), ...application })
  expect(await bureau.state(asked('2'))).toEqual({ result: 'pending' })
  await bureau.cancel(asked('3'))
  expect(await bureau.state(asked('4'))).toEqual({ result: 'withdrawn' })
  expect(await outside.control('GET', '/time')).toMatchObject({ nextCallBackAt: null })
})

test('an answer obtained by hand has the form that the system would have answered in, and nothing besides', () => {
  const { register } = answerSchemas['work-permit-bureau']
  expect(register.safeParse({ permitNumber: '19310000260304771' }).success).toBe(true)
  expect(register.safeParse({ permitNumber: '19310000260304771', name: 'x' }).success).toBe(false)
  expect(register.safeParse({}).success).toBe(false)
  const { apply } = answerSchemas['exit-entry-bureau']
  expect(apply.safeParse({ result: 'approved', permitNumber: '1', until: '2028-03-15' }).success).toBe(true)
  expect(apply.safeParse({ result: 'approved', until: 'soon' }).success).toBe(false)
  const { company } = answerSchemas['enterprise-registry']
  expect(company.safeParse({ state: 'not-found' }).success).toBe(true)
})
