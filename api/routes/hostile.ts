import type { RequestHandler } from 'express'

const deepest = 64
const mostValues = 100_000

/** Names that would reach into an object's own machinery. */
const reserved: ReadonlySet<string> = new Set(['__proto__'])

const hasNul = (text: string): boolean => text.includes('\u0000')

type Visit = { readonly value: unknown; readonly depth: number }

function childrenOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array) ? Object.entries(value) : []
}

const isWrongEntry = (name: string, value: unknown): boolean =>
  reserved.has(name) || hasNul(name) || (typeof value === 'string' && hasNul(value))

const below = ({ depth }: Visit, children: readonly (readonly [string, unknown])[]): readonly Visit[] =>
  children.map(([, value]) => ({ value, depth: depth + 1 }))

/** Whether something parsed from a request is nothing that any contract of ours can mean: too deep, too much, NUL. */
function isHostile(root: unknown): boolean {
  // A list of what is still to visit instead of recursion: depth is what is not trusted.
  const toVisit: Visit[] = [{ value: root, depth: 0 }]
  let seen = 0
  for (let next = toVisit.pop(); next !== undefined; next = toVisit.pop()) {
    const children = childrenOf(next.value)
    seen += children.length
    const tooMuch = next.depth > deepest || seen > mostValues
    if (tooMuch || isWrongEntry('', next.value) || children.some(([name]) => isWrongEntry(name, null))) return true
    for (const visit of below(next, children)) toVisit.push(visit)
  }
  return false
}

const isReadable = (url: string): boolean => {
  try {
    return !hasNul(decodeURIComponent(url))
  } catch {
    return false
  }
}

/** Turns away what cannot be meant before any contract reads it. */
export const refuseHostile: RequestHandler = (request, _response, next) => {
  if (!isReadable(request.url) || isHostile(request.body) || isHostile(request.query)) next(new RangeError('malformed'))
  else next()
}

/** A body that no parser of ours has read is not dropped: JSON, an upload or a call-back it must be. */
export const onlyReadable: RequestHandler = (request, _response, next) => {
  const hasBody =
    Number(request.headers['content-length'] ?? 0) > 0 || request.headers['transfer-encoding'] !== undefined
  const isRead = request.body !== undefined || request.is('multipart/form-data') !== false
  if (hasBody && !isRead) next(Object.assign(new Error('unreadable'), { type: 'charset.unsupported' }))
  else next()
}
