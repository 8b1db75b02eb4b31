import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { createMailer, type Mail, type Mailer } from '../../../activities/messages/deliver.ts'
import { messageIdOfBounce } from '../../../activities/messages/return-path.ts'

type Received = { readonly parsed: ParsedMail; readonly from: string; readonly to: readonly string[] }

/** What the server says to the next recipients or bodies, in order; `0` takes the mail. */
type Script = { readonly recipient: number[]; readonly body: number[] }

const fault = (code: number) =>
  Object.assign(new Error('mailbox of someone@mail.example said no'), { responseCode: code })

function startServer(script: Script, received: Received[]) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo: (_address, _session, done) => {
      const code = script.recipient.shift() ?? 0
      done(code === 0 ? null : fault(code))
    },
    onData: (stream, session, done) => {
      void simpleParser(stream).then((parsed) => {
        const code = script.body.shift() ?? 0
        const { mailFrom, rcptTo } = session.envelope
        if (code !== 0) return done(fault(code))
        received.push({
          parsed,
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
        })
        return done()
      }, done)
    },
  })
  server.on('error', () => undefined)
  return server
}

const listen = (server: SMTPServer, port: number): Promise<number> =>
  new Promise((resolve) => {
    const listening = server.listen(port, '127.0.0.1', () => {
      const address = listening.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })

const stop = (server: SMTPServer): Promise<void> => new Promise((resolve) => server.close(() => resolve()))

const mail: Mail = {
  messageId: '5f0c2a-received-1',
  to: 'someone@mail.example',
  subject: '我们已收到您的申请',
  text: '您好',
  html: '<p>您好</p>',
  language: 'zh',
}

describe('Mail is handed to a real server', () => {
  let script: Script
  let received: Received[]
  let server: SMTPServer
  let mailer: Mailer
  let port: number
  beforeEach(async () => {
    script = { recipient: [], body: [] }
    received = []
    server = startServer(script, received)
    port = await listen(server, 0)
    mailer = createMailer({
      smtpUrl: `smtp://127.0.0.1:${port}`,
      from: 'OneVisit <office@onevisit.example>',
      timeoutMillis: 500,
    })
  })
  afterEach(async () => {
    mailer.close()
    await stop(server)
  })

  const unavailable = (cause: string) => ({
    type: 'MailUnavailable',
    nonRetryable: false,
    message: `mail not taken: ${cause}`,
  })

  test('what the server takes is sent, in both forms, with its language', async () => {
    await expect(mailer.send(mail)).resolves.toEqual({ state: 'sent' })
    const parsed = received[0]?.parsed
    expect(received[0]?.to).toEqual(['someone@mail.example'])
    expect(parsed?.subject).toBe('我们已收到您的申请')
    expect(parsed?.text?.trim()).toBe('您好')
    expect(parsed?.html).toContain('<p>您好</p>')
    expect(parsed?.headers.get('content-language')).toBe('zh')
    expect(parsed?.headers.get('auto-submitted')).toBe('auto-generated')
  })

  test('a repeat bears the same Message-ID, so that it can be told as one', async () => {
    await mailer.send(mail)
    await mailer.send(mail)
    expect(received.map(({ parsed }) => parsed.messageId)).toEqual([
      '<5f0c2a-received-1@onevisit.example>',
      '<5f0c2a-received-1@onevisit.example>',
    ])
  })

  test('a bounce comes back to an address that names its message', async () => {
    await mailer.send(mail)
    expect(messageIdOfBounce(received[0]?.from ?? '')).toBe('5f0c2a-received-1')
    expect(messageIdOfBounce('office@onevisit.example')).toBeUndefined()
  })

  test('invitations and papers go with it, at the office time of sending', async () => {
    await mailer.send({
      ...mail,
      sentAt: '2026-03-02T10:00:00+08:00',
      attachments: [
        {
          filename: 'invitation.ics',
          contentType: 'text/calendar; method=REQUEST; charset=utf-8',
          content: 'BEGIN:VCALENDAR',
        },
        { filename: 'SJ-2026-000001.pdf', contentType: 'application/pdf', content: new Uint8Array([37, 80, 68, 70]) },
      ],
    })
    const parsed = received[0]?.parsed
    expect(parsed?.date?.toISOString()).toBe('2026-03-02T02:00:00.000Z')
    expect(parsed?.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
      ['invitation.ics', 'text/calendar'],
      ['SJ-2026-000001.pdf', 'application/pdf'],
    ])
    expect(parsed?.attachments[1]?.content.toString()).toBe('%PDF')
  })

  test.each([550, 551, 553, 554])('%i for the recipient is a refusal for good', async (code) => {
    script.recipient.push(code)
    await expect(mailer.send(mail)).resolves.toEqual({ state: 'refused', code })
    expect(received).toEqual([])
  })

  test('554 after the body is a refusal for good too', async () => {
    script.body.push(554)
    await expect(mailer.send(mail)).resolves.toEqual({ state: 'refused', code: 554 })
  })

  test('an address that is none is refused without asking anybody', async () => {
    await expect(mailer.send({ ...mail, to: 'no address' })).resolves.toEqual({ state: 'refused', code: 553 })
  })

  test.each([421, 450, 451, 452])('%i means later, and names no address', async (code) => {
    script.recipient.push(code)
    await expect(mailer.send(mail)).rejects.toMatchObject(unavailable(String(code)))
    await expect(mailer.send(mail)).resolves.toEqual({ state: 'sent' })
  })

  test('a server that wants us signed in is our fault, not the recipient’s refusal', async () => {
    script.recipient.push(530)
    await expect(mailer.send(mail)).rejects.toMatchObject(unavailable('530'))
  })

  test('while the server is down mail waits; when it is back the same mailer sends', async () => {
    await mailer.send(mail)
    await stop(server)
    await expect(mailer.send(mail)).rejects.toMatchObject({ type: 'MailUnavailable', nonRetryable: false })
    server = startServer(script, received)
    await listen(server, port)
    await expect(mailer.send(mail)).resolves.toEqual({ state: 'sent' })
    expect(received).toHaveLength(2)
  })

  test('a server that never answers is given up in time', async () => {
    const silent = createServer(() => undefined)
    const silentPort = await new Promise<number>((resolve) => {
      silent.listen(0, '127.0.0.1', () => {
        const address = silent.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
    const patient = createMailer({
      smtpUrl: `smtp://127.0.0.1:${silentPort}`,
      from: 'office@onevisit.example',
      timeoutMillis: 300,
    })
    const begun = performance.now()
    await expect(patient.send(mail)).rejects.toMatchObject({ type: 'MailUnavailable' })
    expect(performance.now() - begun).toBeLessThan(2000)
    patient.close()
    silent.close()
  })
})
