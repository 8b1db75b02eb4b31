import { randomInt } from 'node:crypto'
import { type CaseId, type Code, code } from '../../domain/case/codes.ts'
import type { Facts } from '../../domain/case/facts.ts'
import { type Draft, type Fault, pointer, textAt, at as valueAt } from '../../domain/case/form.ts'
import { admitApplication } from '../../domain/kinds/apartment-allocation/round.ts'
import { formatInstant, type Instant } from '../../domain/time/local-date.ts'
import { endPromises, findApartment, holdApartment } from '../../prisma/apartments.ts'
import { enterApplication, findApplication, strikeEntry } from '../../prisma/round-list.ts'
import { findRound, lotsOf, type RoundRow, stateOf } from '../../prisma/rounds.ts'
import { asInstant } from '../../prisma/slots.ts'
import type { Parts } from '../parts.ts'
import { isProblem, type Problem, problemOf } from '../problems.ts'

/** A form that is filed, or changed after it was. */
export type Applied = { readonly kind: string; readonly track: string; readonly form: Draft }

/** A form as it is filed: whose, when, and under which pseudonym where that is given (sandbox). */
export type Applying = Applied & { readonly id: CaseId; readonly at: Instant; readonly pseudonym: string | null }

/** What was taken for a case, as facts; given back when the case does not take it. */
export type TakenGoods = { readonly facts: Facts; readonly giveBack: () => Promise<void> }

type Goods = {
  readonly take: (parts: Parts, applying: Applying) => Promise<Problem | TakenGoods>
  readonly named: (parts: Parts, applied: Applied) => Promise<Problem | Facts>
}

const kinds: Readonly<Record<string, Readonly<Record<string, Goods>>>> = {
  'apartment-allocation': {
    round: { take: enterRound, named: lotsNamed },
    immediate: { take: hold, named: apartmentNamed },
  },
}

/** Takes what only one can have, or a place in a list that closes, before a case is submitted: PostgreSQL decides who was first. */
export async function takeGoods(parts: Parts, applying: Applying): Promise<Problem | TakenGoods> {
  const goods = kinds[applying.kind]?.[applying.track]
  return goods === undefined ? { facts: {}, giveBack: async () => undefined } : await goods.take(parts, applying)
}

const fixed = ['roundCode', 'apartmentId']

/** What a changed form names of it, as facts; a round or an apartment is not changed for another one. */
export async function goodsNamed(parts: Parts, applied: Applied, before: Draft): Promise<Problem | Facts> {
  const goods = kinds[applied.kind]?.[applied.track]
  if (goods === undefined) return {}
  const changed = fixed.filter((field) => textAt(applied.form, field) !== textAt(before, field))
  if (changed.length > 0) return problemOf(changed.map(invalid))
  return await goods.named(parts, applied)
}

const invalid = (path: string): Fault => ({ pointer: pointer(path), code: 'field-invalid' })

type Chosen = { readonly lot: Code; readonly minPersons: number; readonly maxPersons: number }

const chosen = (lot: string, { minPersons, maxPersons }: Pick<Chosen, 'minPersons' | 'maxPersons'>): Chosen => ({
  lot: code(lot),
  minPersons,
  maxPersons,
})

/** Letters and digits that are not taken for one another. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const pseudonymLength = 8
const randomPseudonym = (): string =>
  Array.from({ length: pseudonymLength }, () => alphabet[randomInt(alphabet.length)]).join('')

async function enterRound(parts: Parts, { id, at, form, pseudonym, ...of }: Applying): Promise<Problem | TakenGoods> {
  const { prisma } = parts
  const round = await findRound(prisma, textAt(form, 'roundCode'))
  if (round === null) return problemOf([invalid('roundCode')])
  const refused = admitApplication(dates(round), at)
  if (refused !== undefined) return refused
  const named = await lotsNamed(parts, { ...of, form })
  if (isProblem(named)) return named
  const known = await findApplication(prisma, id)
  const own = known?.code ?? pseudonym ?? randomPseudonym()
  const entry = { caseId: id, round: round.code, code: own, persons: 1, groups: [], preferences: [] }
  if (!(await enterApplication(prisma, entry))) return problemOf([{ pointer: '/code', code: 'field-invalid' }])
  const closesAt = code(formatInstant(asInstant(round.closesAt)))
  return { facts: { ...named, code: code(own), closesAt }, giveBack: () => strikeEntry(prisma, id) }
}

const dates = (round: RoundRow) => ({
  state: stateOf(round),
  opensAt: asInstant(round.opensAt),
  closesAt: asInstant(round.closesAt),
})

/** The lots chosen, each of them in the round. */
async function lotsNamed({ prisma }: Parts, { form }: Applied): Promise<Problem | Facts> {
  const round = await findRound(prisma, textAt(form, 'roundCode'))
  const list = valueAt(form, 'preferences')
  const preferences = Array.isArray(list) ? list.map(String) : []
  const lots = new Map(round === null ? [] : lotsOf(round).map((lot) => [lot.id, lot]))
  const unknown = preferences.flatMap((lot, index) => (lots.has(lot) ? [] : [invalid(`preferences.${index}`)]))
  if (unknown.length > 0) return problemOf(unknown)
  return { chosen: preferences.flatMap((id) => [lots.get(id)].flatMap((lot) => (lot ? [chosen(id, lot)] : []))) }
}

async function hold(parts: Parts, { id, at, ...applied }: Applying): Promise<Problem | TakenGoods> {
  const { prisma } = parts
  const named = await apartmentNamed(parts, applied)
  if (isProblem(named)) return named
  const apartmentId = textAt(applied.form, 'apartmentId')
  const heldUntil = await holdApartment(prisma, { apartmentId, caseId: id, now: at })
  if (heldUntil === undefined) return { refused: 'apartment-taken' }
  const giveBack = () => endPromises(prisma, { caseId: id, now: at })
  return { facts: { ...named, heldUntil: code(formatInstant(heldUntil)) }, giveBack }
}

/** The apartment chosen, which is there to be chosen. */
async function apartmentNamed({ prisma }: Parts, { form }: Applied): Promise<Problem | Facts> {
  const apartment = await findApartment(prisma, textAt(form, 'apartmentId'))
  if (apartment === undefined) return problemOf([invalid('apartmentId')])
  return { rentFen: apartment.rentFen, chosen: [chosen(apartment.id, apartment)] }
}
