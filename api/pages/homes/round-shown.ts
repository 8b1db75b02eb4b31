import type { RoundRow } from '../../../prisma/rounds.ts'
import type { roundView } from '../../commands/round-view.ts'
import type { Visit } from '../kit.ts'

/** A round as anyone may see it. */
export type RoundView = Awaited<ReturnType<typeof roundView>>

/** A round on a page, with who looks at it. */
export type Shown = { readonly visit: Visit; readonly row: RoundRow; readonly view: RoundView }
