import { randomUUID } from 'node:crypto'
import { simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { CallBackDesk } from './call-back-desk.ts'
import type { OfficeClock } from './clock.ts'
import type { Mail, State } from './state.ts'
import type { Timekeeper } from './time.ts'

export interface CatcherParts {
  readonly state: State
  readonly clock: OfficeClock
  readonly desk: CallBackDesk
  readonly time: Timekeeper
  readonly port: number
}

/** Takes every mail and delivers none; refuses whom it was told to refuse. */
export function createMailCatcher(parts: CatcherParts): SMTPServer {
  /** Taken first, to come back afterwards. */
  const bouncing = new WeakMap<SMTPServerSession, Set<string>>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo: ({ address }, session, done) => {
      const told = nextAnswer(parts.state, address)
      if (told === 'bounce') bouncing.set(session, (bouncing.get(session) ?? new Set()).add(address))
      const code = Number(told)
      done(Number.isNaN(code) ? null : Object.assign(new Error('refused by the script'), { responseCode: code }))
    },
    onData: (stream, session, done) => {
      keep({ parts, stream, session, bouncing: bouncing.get(session) ?? new Set() }).then(
        () => done(null),
        () => done(Object.assign(new Error('cannot be read'), { responseCode: 554 })),
      )
    },
  })
  server.on('error', () => undefined) // a client that hangs up in the middle (killed workers do) is its own affair
  return server
}

function nextAnswer({ mailScripts }: State, address: string): string {
  const name = address.toLowerCase()
  const [first, ...rest] = mailScripts.get(name) ?? []
  if (first === undefined) return 'ok'
  mailScripts.put(name, rest)
  return first
}

interface Taken {
  readonly parts: CatcherParts
  readonly stream: SMTPServerDataStream
  readonly session: SMTPServerSession
  readonly bouncing: ReadonlySet<string>
}

async function keep({ parts, stream, session, bouncing }: Taken): Promise<void> {
  const read = await simpleParser(stream)
  const { mailFrom, rcptTo } = session.envelope
  const common: Omit<Mail, 'id' | 'to' | 'bounced'> = {
    from: mailFrom === false ? '' : mailFrom.address,
    subject: read.subject ?? '',
    text: read.text ?? '',
    html: typeof read.html === 'string' ? read.html : '',
    messageId: read.messageId ?? '',
    attachments: read.attachments.map(({ filename, contentType }) => filename ?? contentType),
    at: parts.clock.now(),
  }
  for (const { address } of rcptTo) {
    const mail = { ...common, id: randomUUID(), to: address, bounced: bouncing.has(address) }
    parts.state.store.together(() => {
      parts.state.mails.put(mail.id, mail)
      if (mail.bounced) parts.desk.bounce(mail)
    })
  }
  parts.time.wake()
}
