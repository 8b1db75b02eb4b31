import type { RequestHandler } from 'express'
import { statuses } from '../../../domain/case/definition.ts'
import { searchWordsAsked } from '../../../domain/identity/search-words.ts'
import { definitions } from '../../../domain/kinds/index.ts'
import { listCases } from '../../../prisma/lists.ts'
import { caseSummary } from '../../commands/case-view.ts'
import { afterOf, pageByTime } from '../../routes/paging.ts'
import { caseCard } from '../applicant/home.ts'
import { signedPage } from '../guard.ts'
import { goTo, type Kit, type SignedVisit, show } from '../kit.ts'
import { choicesOf, fieldsFor } from '../plain-fields.ts'

const perPage = 50

/** What is looked for comes by the form's body; a number may stand in the address, a person's name never does. */
const asked = ({ request, sent }: SignedVisit, name: string): string => {
  const value = request.method === 'POST' ? sent[name] : request.query[name]
  return typeof value === 'string' ? value.trim().slice(0, 100) : ''
}

const orAll = (value: string): string | undefined => (value === '' || value === 'all' ? undefined : value)

type Wish = { readonly q: string; readonly kind: string; readonly status: string }

const wishOf = (visit: SignedVisit): Wish => ({
  q: asked(visit, 'q'),
  kind: asked(visit, 'kind'),
  status: asked(visit, 'status'),
})

function filtersOf(visit: SignedVisit, { q, kind, status }: Wish) {
  const { speech } = visit
  const field = fieldsFor(speech)
  const kinds = definitions.map((each) => [each.kind, speech.word(each.kind, 'name')] as const)
  const states = statuses.map((each) => [each, speech.t(`common:status.${each}`)] as const)
  return [
    {
      ...field({ name: 'q', label: 'search.number', input: 'search', value: q }),
      ...(readsPeople(visit) ? { label: speech.t('desk:search.who') } : {}),
    },
    field({ name: 'kind', label: 'search.matter', input: 'select', options: choicesOf(speech, kind, kinds) }),
    field({ name: 'status', label: 'search.stage', input: 'select', options: choicesOf(speech, status, states) }),
  ]
}

/** Who may read a person's form may find it by what stands in it. */
const readsPeople = ({ caller }: SignedVisit): boolean => caller.role === 'officer' || caller.role === 'supervisor'

const isNumber = (q: string): boolean => q === '' || /^[A-Z](-|$)/i.test(q)

const isSent = ({ request }: SignedVisit): boolean => request.method === 'POST'

/** The words looked for, as the index keeps them. */
async function wordsOf(visit: SignedVisit, q: string): Promise<readonly string[]> {
  if (!isSent(visit) || !readsPeople(visit)) return []
  return await visit.kit.parts.vault.searchDigests(searchWordsAsked(q))
}

const addressOf = (wish: Wish, after = ''): string =>
  `/cases?${new URLSearchParams({ ...wish, ...(after === '' ? {} : { after }) }).toString()}`

/** The way on: by an address, or where people are looked for by a form, for no name stands in an address. */
function furtherOn(wish: Wish, next: string | null, byPerson: boolean) {
  if (next === null) return {}
  return byPerson ? { further: { ...wish, after: next } } : { next: addressOf(wish, next) }
}

async function showFound(visit: SignedVisit, wish: Wish): Promise<void> {
  const { kit, speech, caller } = visit
  const [q, kind, status] = [orAll(wish.q), orAll(wish.kind), orAll(wish.status)]
  const after = afterOf({ cursor: orAll(asked(visit, 'after')) })
  const words = await wordsOf(visit, wish.q)
  const rows = await listCases(kit.parts.prisma, caller, { q, words, kind, status, limit: perPage, after })
  const { rows: shown, next } = pageByTime(rows, { limit: perPage })
  const data = {
    lead: readsPeople(visit) ? speech.t('desk:search.lead') : speech.p('search.lead'),
    filters: filtersOf(visit, wish),
    cases: shown.map((row) => caseCard(speech, caseSummary(row))),
    ...furtherOn(wish, next, words.length > 0),
  }
  await show(visit, { template: 'cases', title: speech.p('search.title'), data })
}

/** Cases by number, person, matter and state, within what the caller may see. */
export const casesPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'read-cases', async (visit) => {
    const wish = wishOf(visit)
    if (isSent(visit) && isNumber(wish.q)) goTo(visit, addressOf(wish))
    else await showFound(visit, wish)
  })
