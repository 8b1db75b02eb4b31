import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { createTransport } from 'nodemailer'
import { type Outside, startOutside } from './support/outside.ts'

let outside: Outside

beforeAll(async () => {
  outside = await startOutside()
})
afterEach(async () => {
  await outside.control('POST', '/reset', {})
})
afterAll(() => outside.close())

const to = 'soren.oyehaug@mail.example'

function send(): Promise<unknown> {
  const transport = createTransport(outside.sandbox.smtpUrl)
  return transport.sendMail({
    from: 'OneVisit <centre@onevisit.example>',
    to,
    subject: 'Ihr Antrag ist eingegangen – 已收件',
    text: 'Guten Tag',
    html: '<p>Guten Tag</p>',
    messageId: '<m1@onevisit.example>',
    envelope: { from: 'bounces+m1@onevisit.example', to },
  })
}

const answers = (...coming: string[]) => outside.control('PUT', `/mail/${to}/answers`, { answers: coming })
const mails = async () => (await outside.control('GET', `/mail?to=${encodeURIComponent(to)}`)).items

test('a mail is caught with its subject, both its bodies and its id, at office time', async () => {
  await outside.control('POST', '/reset', { to: '2026-03-02T10:00:00+08:00', hold: true })
  await send()
  const [mail] = await mails()
  expect(mail).toMatchObject({
    to,
    subject: 'Ihr Antrag ist eingegangen – 已收件',
    messageId: '<m1@onevisit.example>',
    at: '2026-03-02T10:00:00+08:00',
  })
  expect(mail.text).toContain('Guten Tag')
  expect(mail.html).toContain('<p>Guten Tag</p>')
  const page = await fetch(`${outside.sandbox.url}/mail/${mail.id}`, { headers: { accept: 'text/html' } })
  expect(await page.text()).toContain('已收件')
})

test('an address is refused for good or for now as often as told, then taken', async () => {
  await answers('550', '451')
  await expect(send()).rejects.toMatchObject({ responseCode: 550 })
  await expect(send()).rejects.toMatchObject({ responseCode: 451 })
  expect(await mails()).toEqual([])
  await send()
  expect(await mails()).toHaveLength(1)
})

test('a mail that comes back is taken first and told by a signed call afterwards', async () => {
  await answers('bounce')
  await send()
  const deadline = Date.now() + 3000
  while (outside.ours.taken.length === 0 && Date.now() < deadline) await new Promise((go) => setTimeout(go, 20))
  expect(outside.ours.taken).toMatchObject([
    {
      system: 'mail',
      body: {
        case: null,
        result: 'bounced',
        data: { messageId: '<m1@onevisit.example>', returnPath: 'bounces+m1@onevisit.example' },
      },
    },
  ])
})
