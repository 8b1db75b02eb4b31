import { ApplicationFailure } from '@temporalio/common'
import type { CaseState } from '../../domain/case/case-view.ts'
import { type CaseId, code } from '../../domain/case/codes.ts'
import { at, type Draft, dateAt, textAt } from '../../domain/case/form.ts'
import { groupsOf } from '../../domain/kinds/apartment-allocation/rules.ts'
import {
  addDays,
  formatInstant,
  type Instant,
  instantFromMillis,
  type LocalDate,
  parseInstant,
  startOfDay,
} from '../../domain/time/local-date.ts'
import { endPromises, letApartment, offerApartment, prolongHold } from '../../prisma/apartments.ts'
import { noteDrop } from '../../prisma/cascade.ts'
import { fromColumn } from '../../prisma/json-column.ts'
import {
  acceptOffer,
  findApplication,
  leaveRound,
  listApplication,
  lookAtApplication,
} from '../../prisma/round-list.ts'
import { findRound, stateOf } from '../../prisma/rounds.ts'
import { caseAtHand } from '../case-at-hand.ts'
import type { ActivityParts } from '../parts.ts'
import type { Dwelling, Place, RoundActivities, Standing } from './contract.ts'

type OfCases = Pick<
  RoundActivities,
  | 'enterInRound'
  | 'placeInRound'
  | 'acceptOffer'
  | 'giveUp'
  | 'offerChosen'
  | 'prolongHold'
  | 'letApartment'
  | 'dropApartment'
>

export const instantOfText = (text: string): Instant => {
  const instant = parseInstant(text)
  if (instant === undefined) throw ApplicationFailure.nonRetryable('instant-unreadable', 'Defect')
  return instant
}

/** What a case asks of its round and of apartments. */
export function createOfCaseActivities(parts: ActivityParts): OfCases {
  const { prisma, processes } = parts

  /** The round settles what was written for it; told again it finds nothing to do. */
  const stir = async (caseId: CaseId, text: string): Promise<void> => {
    const entry = await findApplication(prisma, caseId)
    const round = entry === null ? null : await findRound(prisma, entry.round)
    if (round !== null) await processes.signal(round.workflowId, 'stirred', { at: text })
  }

  return {
    async enterInRound({ caseId, on }) {
      const { form, kind } = await caseAtHand(parts, caseId)
      const highLevel = await holdsCategoryA(parts, { caseId, form, kind, on })
      const list = at(form, 'preferences')
      return await listApplication(prisma, caseId, {
        persons: membersOf(form).length + 1,
        groups: groupsOf({ ...groupInput(form), highLevel }, on),
        preferences: Array.isArray(list) ? list.map(String) : [],
      })
    },
    placeInRound: ({ caseId }) => placeOf(parts, caseId),
    async acceptOffer({ caseId, apartment, at: text }) {
      const accepted = await acceptOffer(prisma, { caseId, apartment, now: instantOfText(text) })
      if (accepted !== 'changed') await stir(caseId, text)
      return accepted
    },
    async giveUp({ caseId, type, at: text }) {
      const now = instantOfText(text)
      await endPromises(prisma, { caseId, now })
      if (await leaveRound(prisma, { caseId, type, now })) await stir(caseId, text)
    },
    offerChosen: ({ caseId, apartment, at: text }) =>
      offerApartment(prisma, { caseId, apartmentId: apartment, now: instantOfText(text) }),
    async prolongHold({ caseId, at: text }) {
      const until = await prolongHold(prisma, { caseId, now: instantOfText(text) })
      return until === undefined ? null : formatInstant(until)
    },
    letApartment: ({ caseId, apartment, until, at: text }) =>
      letApartment(prisma, { caseId, apartmentId: apartment, now: instantOfText(text) }, startOfDay(addDays(until, 1))),
    async dropApartment({ caseId, apartment, at: text }) {
      await noteDrop(prisma, { apartment, key: `${caseId}/${apartment}/drop`, now: instantOfText(text) })
      await stir(caseId, text)
    },
  }
}

async function placeOf({ prisma }: ActivityParts, caseId: CaseId): Promise<Place> {
  const { own, round } = await lookAtApplication(prisma, caseId)
  return {
    round: code(round.code),
    roundState: stateOf(round),
    state: placeStateOf(own),
    version: own.version,
    dwelling: own.apartment === null ? null : await dwellingOf(prisma, own.apartment, own.lot),
    offeredAt: own.offeredAt === null ? null : formatInstant(instantFromMillis(own.offeredAt.getTime())),
    // Codes and numbers only: what the draw explained.
    explanation: own.explanation === null ? [] : fromColumn<readonly Standing[]>(own.explanation),
  }
}

const placeStates: readonly Place['state'][] = [
  'entered',
  'eligible',
  'withdrawn',
  'waiting',
  'offered',
  'accepted',
  'gone',
]

function placeStateOf({ state }: { readonly state: string }): Place['state'] {
  const found = placeStates.find((known) => known === state)
  if (found === undefined) throw ApplicationFailure.nonRetryable('no-state-of-a-place', 'Defect')
  return found
}

async function dwellingOf(prisma: ActivityParts['prisma'], apartment: string, lot: string | null): Promise<Dwelling> {
  const { rentFen } = await prisma.apartment.findUniqueOrThrow({ where: { id: apartment } })
  return { lot: lot === null ? null : code(lot), apartment: code(apartment), rentFen }
}

const membersOf = (form: Draft): readonly unknown[] => {
  const household = at(form, 'household')
  return Array.isArray(household) ? household : []
}

const groupInput = (form: Draft) => ({
  graduatedOn: dateAt(form, 'study.graduatedOn'),
  studiedAbroad: textAt(form, 'study.country') !== 'CHN',
  childrenBornOn: membersOf(form).flatMap((_, index) => {
    const born = dateAt(form, `household.${index}.birthDate`)
    return textAt(form, `household.${index}.relation`) === 'child' && born !== undefined ? [born] : []
  }),
  accessible: at(form, 'needs.accessible') === true,
})

type Holder = { readonly caseId: CaseId; readonly kind: string; readonly form: Draft; readonly on: LocalDate }

/** A work permit of category A that this centre granted to the same person, by the keyed hashes of both cases, and in force on a day. */
async function holdsCategoryA({ prisma, vault }: ActivityParts, { form, on }: Holder): Promise<boolean> {
  const digest = await vault.digest('passport', textAt(form, 'person.passport.number').toUpperCase())
  const permits = await prisma.personIndex.findMany({ where: { kind: 'work-permit', sort: 'passport', digest } })
  const views = await prisma.caseView.findMany({
    where: { caseId: { in: permits.map(({ caseId }) => caseId) }, outcome: 'granted' },
    select: { view: true },
  })
  return views.some(({ view }) => {
    const { category, permitUntil } = fromColumn<CaseState>(view).facts
    return category === 'A' && typeof permitUntil === 'string' && permitUntil >= on
  })
}
