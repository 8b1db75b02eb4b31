import { clockOf } from '../../domain/case/definition.ts'
import { textAt } from '../../domain/case/form.ts'
import { isLanguage, type Language } from '../../domain/case/language.ts'
import { definitionOf } from '../../domain/kinds/index.ts'
import { type ComposedMail, composeMail, type MailValues } from '../../templates/compose-mail.ts'
import type { CaseAtHand } from '../case-at-hand.ts'
import type { IssueRequest, MessageRequest } from '../contract.ts'
import { unsealed } from '../documents/values.ts'
import type { ActivityParts } from '../parts.ts'

type MailParts = Pick<ActivityParts, 'prisma' | 'vault' | 'translator' | 'publicUrl'>

type Party = 'applicant' | 'agent'
export type Recipient = { readonly party: Party; readonly address: string; readonly language: Language }

export type MailOfCase = {
  readonly about: CaseAtHand
  readonly request: Pick<IssueRequest, 'as'>
  readonly message: MessageRequest
  readonly language: Language
  /** What an officer has to ask, in the officer's own words. */
  readonly said: string | undefined
}

/** A mail in words: the same for whoever previews it and for whoever sends it. */
export const composedMail = async (parts: MailParts, mail: MailOfCase): Promise<ComposedMail> =>
  composeMail({
    translator: parts.translator,
    kind: mail.about.kind,
    message: mail.message.code,
    language: mail.language,
    values: await mailValues(parts, mail),
  })

/** The applicant by the address in the form; the agent as well, by their account's. */
export async function recipientsOf(
  parts: Pick<ActivityParts, 'prisma'>,
  about: CaseAtHand,
): Promise<readonly Recipient[]> {
  const address = textAt(about.form, 'person.email')
  const { language } = about
  const applicant: readonly Recipient[] =
    address === '' ? await ownerOf(parts, about) : [{ party: 'applicant', address, language }]
  return [...applicant, ...(await partyOf(parts, 'agent', about.agentPersonId))]
}

/** A draft may name no address yet: its owner is written to by their account's, and nobody where there is none. */
async function ownerOf(
  parts: Pick<ActivityParts, 'prisma'>,
  { caseId: id }: CaseAtHand,
): Promise<readonly Recipient[]> {
  const file = await parts.prisma.caseFile.findUnique({ where: { id }, select: { applicantPersonId: true } })
  return await partyOf(parts, 'applicant', file?.applicantPersonId ?? null)
}

/** The owner of a plan, and whoever acts for them, by their accounts. */
export async function recipientsOfPlan(
  parts: Pick<ActivityParts, 'prisma'>,
  id: string,
): Promise<readonly Recipient[]> {
  const { applicantPersonId, agentPersonId } = await parts.prisma.plan.findUniqueOrThrow({ where: { id } })
  return [...(await partyOf(parts, 'applicant', applicantPersonId)), ...(await partyOf(parts, 'agent', agentPersonId))]
}

/** Somebody by their account; nobody where there is none. */
async function partyOf(
  { prisma }: Pick<ActivityParts, 'prisma'>,
  party: Recipient['party'],
  person: string | null,
): Promise<readonly Recipient[]> {
  const account =
    person === null ? null : await prisma.user.findFirst({ where: { personId: person }, orderBy: { createdAt: 'asc' } })
  if (account === null) return []
  return [{ party, address: account.email, language: isLanguage(account.language) ? account.language : 'zh' }]
}

const refusing: ReadonlySet<string> = new Set(['refused', 'not-accepted'])

async function mailValues(
  parts: MailParts,
  { about, request, message, language, said }: MailOfCase,
): Promise<MailValues> {
  const { as } = request
  const data = await unsealed(parts, about, message.data)
  const plain = Object.fromEntries(
    Object.entries(data).flatMap(([name, value]): [string, string | number | boolean | readonly string[]][] =>
      value === null || value === undefined || (typeof value === 'object' && !Array.isArray(value))
        ? []
        : [[name, value]],
    ),
  )
  return {
    ...plain,
    ...dueOf(about.kind, request, message),
    ...(said === undefined ? {} : { said }),
    ...(typeof data['delay'] === 'string'
      ? { delay: parts.translator.translate(language, `common:delays.${data['delay']}`) }
      : {}),
    // Never a reason of refusal in a mail: it is in the letter.
    ...(refusing.has(message.code) ? {} : { reasons: as.reasons }),
    link: `${parts.publicUrl}/cases/${about.caseId}`,
    name: about.name,
    caseNumber: about.number,
  }
}

/** By when: the applicant's own limit, or what they can expect of us, by the clock that the message is about. */
function dueOf(kind: string, { as }: Pick<IssueRequest, 'as'>, { data }: MessageRequest) {
  const { clock } = data
  const definition = definitionOf(kind)
  const due = typeof clock === 'string' ? as.clocks[clock] : undefined
  if (typeof clock !== 'string' || definition === undefined || due?.dueOn == null) return {}
  const { on, rule } = clockOf(definition, clock)
  const { provisional } = due
  if (on !== 'applicant') return { expectedOn: due.dueOn, provisional }
  return rule.kind === 'hours' && due.dueAt !== null
    ? { dueAt: due.dueAt, provisional }
    : { dueOn: due.dueOn, provisional }
}
