import { type CaseId, caseId } from '../../domain/case/codes.ts'
import { textAt } from '../../domain/case/form.ts'
import { type LocalDate, localDateOf, parseInstant } from '../../domain/time/local-date.ts'
import { Forgotten } from '../../prisma/vault.ts'
import type { ActivityParts } from '../parts.ts'

type Asking = { readonly planId: CaseId; readonly matters: readonly CaseId[]; readonly turn: number }

type Told = { readonly registered: boolean | null; readonly since: LocalDate | null }

const nobodySays: Told = { registered: null, since: null }
const stay = 'accommodation-registration'
const permit = 'work-permit'

/**
 * Asks the accommodation register by the passport of the stay in this plan, else of its permit. A stay that is yet to be
 * registered is asked for as its own; a permit alone asks whether any is there.
 */
export async function askRegister(parts: ActivityParts, { planId, matters, turn }: Asking): Promise<Told> {
  const files = await parts.prisma.caseFile.findMany({
    where: { id: { in: [...matters] }, kind: { in: [stay, permit] } },
  })
  const about = files.find(({ kind }) => kind === stay) ?? files[0]
  if (about === undefined) return nobodySays
  const passportNumber = await passportOf(parts, caseId(about.id))
  if (passportNumber === '') return nobodySays
  const answer = await parts.outside['accommodation-register'].lookUp({
    key: `${about.number}:plan:${planId.slice(0, 8)}:${turn}`,
    caseNumber: about.number,
    passportNumber,
    purpose: about.kind === stay ? 'own-stay' : 'permit',
  })
  if (!answer.registered) return { registered: false, since: null }
  const since = parseInstant(answer.since)
  return { registered: true, since: since === undefined ? null : localDateOf(since) }
}

async function passportOf({ vault }: ActivityParts, id: CaseId): Promise<string> {
  try {
    return textAt((await vault.form(id))?.form ?? {}, 'person.passport.number')
  } catch (failure) {
    if (failure instanceof Forgotten) return ''
    throw failure
  }
}
