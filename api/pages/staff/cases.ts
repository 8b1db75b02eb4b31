import type { RequestHandler } from 'express'
import { statuses } from '../../../domain/case/definition.ts'
import { definitions } from '../../../domain/kinds/index.ts'
import { listCases } from '../../../prisma/lists.ts'
import { caseSummary } from '../../commands/case-view.ts'
import { afterOf, pageByTime } from '../../routes/paging.ts'
import { caseCard } from '../applicant/home.ts'
import { signedPage } from '../guard.ts'
import { type Kit, type SignedVisit, show } from '../kit.ts'
import { choicesOf, fieldsFor } from '../plain-fields.ts'
import type { Speech } from '../speech.ts'

const perPage = 50

const asked = ({ request }: SignedVisit, name: string): string => {
  const value = request.query[name]
  return typeof value === 'string' ? value.trim().slice(0, 100) : ''
}

const orAll = (value: string): string | undefined => (value === '' || value === 'all' ? undefined : value)

type Wish = { readonly q: string; readonly kind: string; readonly status: string }

const wishOf = (visit: SignedVisit): Wish => ({
  q: asked(visit, 'q'),
  kind: asked(visit, 'kind'),
  status: asked(visit, 'status'),
})

function filtersOf(speech: Speech, { q, kind, status }: Wish) {
  const field = fieldsFor(speech)
  const kinds = definitions.map((each) => [each.kind, speech.word(each.kind, 'name')] as const)
  const states = statuses.map((each) => [each, speech.t(`common:status.${each}`)] as const)
  return [
    field({ name: 'q', label: 'search.number', input: 'search', value: q }),
    field({ name: 'kind', label: 'search.matter', input: 'select', options: choicesOf(speech, kind, kinds) }),
    field({ name: 'status', label: 'search.stage', input: 'select', options: choicesOf(speech, status, states) }),
  ]
}

/** Cases by number, matter and state, within what the caller may see. */
export const casesPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'read-cases', async (visit) => {
    const { speech, caller } = visit
    const wish = wishOf(visit)
    const [q, kind, status] = [orAll(wish.q), orAll(wish.kind), orAll(wish.status)]
    const after = afterOf({ cursor: orAll(asked(visit, 'after')) })
    const rows = await listCases(kit.parts.prisma, caller, { q, kind, status, limit: perPage, after })
    const { rows: shown, next } = pageByTime(rows, { limit: perPage })
    const data = {
      filters: filtersOf(speech, wish),
      cases: shown.map((row) => caseCard(speech, caseSummary(row))),
      next: next === null ? undefined : `/cases?${new URLSearchParams({ ...wish, after: next }).toString()}`,
    }
    await show(visit, { template: 'cases', title: speech.p('search.title'), data })
  })
