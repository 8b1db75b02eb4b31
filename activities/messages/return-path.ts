/** The Message-ID header of one of our messages: the same for every attempt, so that a server can tell a repeat. */
export const messageIdHeader = (messageId: string, from: string): string => `<${messageId}@${domainOf(from)}>`

/** The envelope sender of one message (variable envelope return path): where its bounce comes back to. */
export const returnPath = (messageId: string, from: string): string => `bounces+${messageId}@${domainOf(from)}`

/** The id of the message whose return path a bounce was sent to, or undefined for any other address. */
export const messageIdOfBounce = (recipient: string): string | undefined =>
  /^bounces\+([^@\s]+)@/i.exec(recipient.trim())?.[1]

const domainOf = (from: string): string => /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost'
