import type { Request } from 'express'

const perPage = 24

export type Leafed<Item> = { readonly items: readonly Item[]; readonly next: string | undefined }

/** A number asked for in the address; the smallest for anything that is none. */
export function askedNumber(request: Request, name: string, least: number): number {
  const found = Number(request.query[name])
  return Number.isSafeInteger(found) && found >= least ? found : least
}

/** A page of a long list, and the address of the next one; what else was asked for stays asked. */
export function leafThrough<Item>(request: Request, all: readonly Item[]): Leafed<Item> {
  const page = askedNumber(request, 'page', 1)
  const items = all.slice((page - 1) * perPage, page * perPage)
  if (page * perPage >= all.length) return { items, next: undefined }
  const asked = new URLSearchParams()
  for (const [name, value] of Object.entries(request.query)) if (typeof value === 'string') asked.set(name, value)
  asked.set('page', String(page + 1))
  return { items, next: `?${asked.toString()}` }
}
