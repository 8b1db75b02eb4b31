import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { z } from 'zod'
import { formNamed } from '../../../cli/scenario/forms.ts'
import { openWorld, type World } from '../../support/world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld({ at: '2026-03-16T09:00:00+08:00' })
}, 120_000)
afterAll(() => world.close())

const answer = z.looseObject({ errors: z.array(z.object({ pointer: z.string(), code: z.string() })) })

const claim = (more: object) => ({ kind: 'wages', knewOn: '2025-12-10', facts: 'x', evidence: [], ...more })

/** A filing in which everything is wrong that can be said beforehand. */
const troubled = () => {
  const { form } = formNamed('arbitration-intake.individual') ?? { form: {} }
  return {
    ...form,
    respondents: [{ name: '上海虹桥数据服务有限公司', uscc: '91310105MA1GB82P24' }],
    employment: {
      startedOn: '2023-04-03',
      endedOn: '2023-03-31',
      workplace: '310112',
      contractPlace: '310112',
      hasWorkPermit: true,
      monthlyPayCny: 1,
    },
    claims: [
      claim({}),
      claim({ kind: 'severance', amountFen: 100, knewOn: '2024-06-10', from: '2026-02-01', to: '2026-01-01' }),
    ],
  }
}

const check = async (form: object) => {
  const door = await world.as('applicant')
  const { body } = await door.send('POST', '/api/v1/cases', {
    kind: 'arbitration-intake',
    track: 'individual',
    form,
    check: true,
  })
  return answer.parse(body).errors.map(({ pointer, code }) => `${pointer} ${code}`)
}

const tellRegistry = (said: object) =>
  world.outside.send('PUT', '/outside/enterprise-registry/answers', { answers: [], always: said })

test('the check before filing names all faults at once, keeps nothing and sends nothing', async () => {
  await tellRegistry({ ok: { state: 'not-found' } })
  const found = await check(troubled())
  expect(found).toEqual(
    expect.arrayContaining([
      '/form/employment/endedOn dates-contradict',
      '/form/employment/workplace not-in-jurisdiction',
      '/form/claims/0/amountFen claim-amount-missing',
      '/form/claims/0/evidence evidence-list-missing',
      '/form/claims/1/to dates-contradict',
      '/form/claims/1/knewOn limitation-over',
      '/form/respondents/0/address address-missing',
      '/form/respondents/0/uscc respondent-unknown',
      '/materials/identity material-missing',
    ]),
  )
  const door = await world.as('applicant')
  const { body } = await door.get('/api/v1/cases')
  expect(body).toMatchObject({ items: [] })
})

test('a seat in our district makes it ours, wherever the work is', async () => {
  await tellRegistry({ ok: { state: 'active', district: '310105', name: '上海虹桥数据服务有限公司' } })
  const found = await check(troubled())
  expect(found.filter((fault) => fault.includes('jurisdiction') || fault.includes('unknown'))).toEqual([])
})
