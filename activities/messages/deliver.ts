import { ApplicationFailure } from '@temporalio/common'
import { createTransport } from 'nodemailer'
import { messageIdHeader, returnPath } from './return-path.ts'

/** How mail leaves the centre. `timeoutMillis` bounds connecting, greeting and each silence of the server. */
export interface MailerParts {
  readonly smtpUrl: string
  /** The centre's own address; its domain also bears the Message-ID and the return path. */
  readonly from: string
  readonly timeoutMillis: number
}

/** A file that goes with a mail: an invitation (`text/calendar; method=REQUEST`) or a paper (`application/pdf`). */
export interface MailAttachment {
  readonly filename: string
  readonly contentType: string
  readonly content: Uint8Array | string
}

/** One mail, composed. `messageId` is our own id of the message: a repeat bears the same Message-ID. */
export interface Mail {
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly language: string
  /** Office time of sending (RFC 3339); without it the machine's. */
  readonly sentAt?: string
  readonly attachments?: readonly MailAttachment[]
}

/** `sent`: the server took it. `refused`: it will never take it (5xx); trying again is useless. */
export type Delivery = { readonly state: 'sent' } | { readonly state: 'refused'; readonly code: number }

/** Sends mail until it is closed. */
export interface Mailer {
  /** Throws the retryable failure `MailUnavailable` when the server is down, slow or says 4xx. Names no address in errors. */
  readonly send: (mail: Mail) => Promise<Delivery>
  readonly close: () => void
}

/** Opens no connection until the first mail; keeps a few open after it. */
export function createMailer({ smtpUrl, from, timeoutMillis }: MailerParts): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    connectionTimeout: timeoutMillis,
    greetingTimeout: timeoutMillis,
    socketTimeout: timeoutMillis,
    dnsTimeout: timeoutMillis,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async (mail) => {
      try {
        await transport.sendMail(asSent(mail, from))
        return { state: 'sent' }
      } catch (fault) {
        return refusalIn(fault)
      }
    },
    close: () => transport.close(),
  }
}

const asSent = (mail: Mail, from: string) => ({
  from,
  to: mail.to,
  subject: mail.subject,
  text: mail.text,
  html: mail.html,
  messageId: messageIdHeader(mail.messageId, from),
  // Bounces come back to an address of this very message, so that one can be matched without reading it.
  envelope: { from: returnPath(mail.messageId, from), to: mail.to },
  headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
  attachments: (mail.attachments ?? []).map(({ filename, contentType, content }) => ({
    filename,
    contentType,
    content: typeof content === 'string' ? content : Buffer.from(content),
  })),
  ...(mail.sentAt === undefined ? {} : { date: new Date(mail.sentAt) }),
})

/** Refusals that are about us (no sign-in, no TLS), not about the recipient: to be repaired, not to be told as refused. */
const aboutUs: readonly number[] = [530, 534, 535, 538]

/** What RFC 5321 answers to an address that is none; used when the library sees so before the server does. */
const noSuchAddress = 553

function refusalIn(fault: unknown): Delivery {
  const { code, responseCode } = detailsOf(fault)
  const aboutTheMail = code === 'EENVELOPE' || code === 'EMESSAGE'
  if (aboutTheMail && responseCode === undefined) return { state: 'refused', code: noSuchAddress }
  if (aboutTheMail && responseCode !== undefined && responseCode >= 500 && !aboutUs.includes(responseCode)) {
    return { state: 'refused', code: responseCode }
  }
  // The library's own message quotes the server, and servers quote addresses: only the codes go on.
  throw ApplicationFailure.retryable(`mail not taken: ${responseCode ?? code ?? 'unknown'}`, 'MailUnavailable')
}

function detailsOf(fault: unknown): { readonly code?: string; readonly responseCode?: number } {
  if (typeof fault !== 'object' || fault === null) return {}
  return {
    ...('code' in fault && typeof fault.code === 'string' ? { code: fault.code } : {}),
    ...('responseCode' in fault && typeof fault.responseCode === 'number' ? { responseCode: fault.responseCode } : {}),
  }
}
