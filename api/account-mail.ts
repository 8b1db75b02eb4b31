import { createTransport } from 'nodemailer'
import type { AccountMail } from './parts.ts'

/** Sends mails about accounts; those about cases are the worker's. */
export function createAccountMail(smtpUrl: string, from: string) {
  const transport = createTransport(smtpUrl)
  return {
    send: async (mail: AccountMail): Promise<void> => {
      await transport.sendMail({ from, ...mail })
    },
    close: () => transport.close(),
  }
}
