import { isLanguage } from '../domain/case/language.ts'
import { languageOf } from '../prisma/accounts.ts'
import { composeMail } from '../templates/compose-mail.ts'
import type { Parts } from './parts.ts'
import type { CodeReason } from './sign-in.ts'

type Asked = { readonly email: string; readonly code: string; readonly why: CodeReason; readonly language: unknown }

/** The mail that carries a code; whoever has an account already is told so there, and nowhere else. */
export const createCodeMail =
  ({ prisma, translator, config }: Pick<Parts, 'prisma' | 'translator' | 'config'>) =>
  async ({ email, code, why, language: own }: Asked) => {
    const known = await languageOf(prisma, email)
    const language = known ?? (typeof own === 'string' ? own : undefined)
    const opening = known === undefined ? 'account-code' : 'account-exists'
    const messages = { recovery: 'account-recovery', registration: opening, change: 'account-address' } as const
    return composeMail({
      translator,
      message: messages[why],
      language: language !== undefined && isLanguage(language) ? language : 'en',
      values: { code, name: email, link: `${config.publicUrl}/` },
    })
  }
