/** How many items a page has when nobody says. */
const usual = 50

export type PageAsked = { readonly cursor?: string | undefined; readonly limit?: number | undefined }

const encode = (text: string): string => Buffer.from(text).toString('base64url')
const decode = (cursor: string): string => Buffer.from(cursor, 'base64url').toString('utf8')

/** Where a page by position begins, and how long it is; a cursor that is none begins at the start. */
export function positionOf({ cursor, limit = usual }: PageAsked): { readonly offset: number; readonly limit: number } {
  const offset = cursor === undefined ? 0 : Number(decode(cursor))
  return { offset: Number.isSafeInteger(offset) && offset >= 0 && offset < 1_000_000 ? offset : 0, limit }
}

/** A page of rows that were read by position, one more than asked. */
export const pageByPosition = <Item>(rows: readonly Item[], { offset, limit }: ReturnType<typeof positionOf>) => ({
  items: rows.slice(0, limit),
  next: rows.length > limit ? encode(String(offset + limit)) : null,
})

/** A page of a list that is held whole. */
export function pageOf<Item>(all: readonly Item[], asked: PageAsked) {
  const { offset, limit } = positionOf(asked)
  return pageByPosition(all.slice(offset, offset + limit + 1), { offset, limit })
}

export type After = { readonly at: Date; readonly id: string }

/** Where a page by time begins. */
export function afterOf({ cursor }: PageAsked): After | undefined {
  const [at = '', id = ''] = cursor === undefined ? [] : decode(cursor).split(' ')
  const date = new Date(at)
  return id === '' || Number.isNaN(date.getTime()) ? undefined : { at: date, id }
}

/** A page of rows that were read by time, one more than asked. */
export function pageByTime<Row extends { readonly openedAt: Date; readonly id: string }>(
  rows: readonly Row[],
  asked: PageAsked,
) {
  const { limit = usual } = asked
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const next = rows.length > limit && last !== undefined ? encode(`${last.openedAt.toISOString()} ${last.id}`) : null
  return { rows: shown, next }
}

/** The length of a page. */
export const lengthOf = ({ limit = usual }: PageAsked): number => limit
