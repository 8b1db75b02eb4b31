import { isLanguage, type Language } from '../../domain/case/language.ts'
import { isRole } from '../../domain/identity/roles.ts'
import { readAccount } from '../../prisma/accounts.ts'
import type { Parts } from '../parts.ts'

/** What an account says of itself; undefined once it is gone. */
export async function accountView({ prisma }: Pick<Parts, 'prisma'>, id: string) {
  const found = await readAccount(prisma, id)
  if (found === null || !isRole(found.role)) return undefined
  const { email, emailVerified, name, role, teams, phone, personId, person } = found
  const language: Language = isLanguage(found.language) ? found.language : 'zh'
  return {
    id,
    person: personId,
    email,
    emailVerified,
    name,
    role,
    teams,
    language,
    phone,
    staffNumber: person.staffNumber,
  }
}
