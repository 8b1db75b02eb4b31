import { isLanguage } from '../domain/case/language.ts'
import { languageOf } from '../prisma/accounts.ts'
import { composeMail } from '../templates/compose-mail.ts'
import type { Parts } from './parts.ts'
import type { CodeReason } from './sign-in.ts'

type Asked = { readonly email: string; readonly code: string; readonly why: CodeReason }

/** The mail that carries a code; whoever has an account already is told so there, and nowhere else. */
export const createCodeMail =
  ({ prisma, translator, config }: Pick<Parts, 'prisma' | 'translator' | 'config'>) =>
  async ({ email, code, why }: Asked) => {
    const language = await languageOf(prisma, email)
    const opening = language === undefined ? 'account-code' : 'account-exists'
    return composeMail({
      translator,
      message: why === 'recovery' ? 'account-recovery' : opening,
      language: language !== undefined && isLanguage(language) ? language : 'en',
      values: { code, name: email, link: `${config.publicUrl}/` },
    })
  }
