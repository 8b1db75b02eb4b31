import type { ApiParts } from '../api-parts.ts'
import { kindViews } from '../commands/kind-view.ts'
import { paperNamed, verifyDocument, verifyHolder } from '../commands/verify-document.ts'
import { listKindsOperation, verifyHolderOperation, verifyOperation } from '../contracts/public.ts'
import { isLimited } from '../rate-limits.ts'
import type { Serve } from './serve.ts'

/** What anyone may read: the kinds of case, and whether a paper is genuine. */
export function publicRoutes(serve: Serve, parts: ApiParts): void {
  const kinds = kindViews()
  serve(listKindsOperation, async () => ({ status: 200, body: { items: kinds, next: null } }))

  serve(verifyOperation, async ({ params }) => ({ status: 200, body: await verifyDocument(parts, params.code) }))

  // Birth dates are few: whoever tries one after the other for one paper is stopped soon.
  serve(verifyHolderOperation, async ({ params, body }) =>
    (await isLimited(parts.limits.failures, `verify ${paperNamed(params.code)}`, 1))
      ? { refused: 'rate-limited' }
      : { status: 200, body: await verifyHolder(parts, params.code, body.birthDate) },
  )
}
