import type { Preview, WouldMove } from '../../commands/preview-calendar.ts'
import type { Speech } from '../speech.ts'

/** Dates shown on one page. */
const pageLength = 50

type Page = { readonly number: number; readonly text: string; readonly href?: string }

/** The pages before and after; `href` makes a link of one, else it is a button of the form that asked. */
function pagesOf(speech: Speech, { page, last, href }: Paging): readonly Page[] {
  const ends = [page > 1 ? page - 1 : undefined, page < last ? page + 1 : undefined]
  return ends.flatMap((number) => {
    if (number === undefined) return []
    const text = speech.t(`office:changes.${number < page ? 'before' : 'after'}`, { page: number, last })
    return [{ number, text, ...(href === undefined ? {} : { href: `${href}?page=${number}` }) }]
  })
}

type Paging = { readonly page: number; readonly last: number; readonly href?: string | undefined }

const dateOr = (speech: Speech, date: string | null): string => (date === null ? '–' : speech.date(date))

/** Who is told that this date moves: the parties, where people are told of this limit at all. */
const whoText = (speech: Speech, { tells }: WouldMove): string =>
  tells.length === 0
    ? speech.t('office:changes.nobody')
    : tells.map((party) => speech.t(`office:changes.party.${party}`)).join(' · ')

/** What a table would change: the sum of it, and one page of its dates. */
export function movesShown(
  speech: Speech,
  { moves, summary, cases }: Preview,
  { page: asked, href }: { readonly page: number; readonly href?: string },
) {
  const last = Math.max(1, Math.ceil(moves.length / pageLength))
  const page = Math.min(Math.max(1, asked), last)
  const from = (page - 1) * pageLength
  const here = moves.slice(from, from + pageLength)
  const span = {
    from: speech.number(from + 1),
    to: speech.number(from + here.length),
    all: speech.number(moves.length),
  }
  const inCases = new Set(moves.map((move) => move.case)).size
  return {
    summary: `${speech.p('calendars.changes', { count: moves.length })} ${speech.t('office:changes.cases', { moved: speech.number(inCases), cases: speech.number(cases) })}`,
    sums: summary.map(({ kind, clock, later, earlier, told }) => ({
      matter: speech.word(kind, 'name'),
      clock: speech.word(kind, `clocks.${clock}.name`),
      later: speech.number(later),
      earlier: speech.number(earlier),
      told: speech.number(told),
    })),
    shown: speech.t('office:changes.shown', span),
    changes: here.map((move) => ({
      number: move.number,
      clock: speech.word(move.kind, `clocks.${move.clock}.name`),
      from: dateOr(speech, move.from),
      to: dateOr(speech, move.to),
      who: whoText(speech, move),
    })),
    pages: pagesOf(speech, { page, last, href }),
  }
}
