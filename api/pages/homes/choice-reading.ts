import type { RequestHandler } from 'express'
import { at, textAt } from '../../../domain/case/form.ts'
import { actsForApplicant } from '../../../domain/identity/roles.ts'
import { findRound, type RoundRow } from '../../../prisma/rounds.ts'
import { type CaseReading, readCase } from '../case-reading.ts'
import { signedPage } from '../guard.ts'
import { type Kit, type SignedVisit, showProblem } from '../kit.ts'

/** What an application chooses, and whether that can still be changed. */
export type Choosing = {
  readonly visit: SignedVisit
  readonly reading: CaseReading
  readonly track: string
  /** A draft is saved at each press; what was submitted is changed by its action, all at once. */
  readonly how: 'draft' | 'change'
  readonly round: RoundRow | null
  readonly order: readonly string[]
}

const codesAt = (form: CaseReading['view']['form'], path: string): readonly string[] => {
  const list = at(form, path)
  return Array.isArray(list) ? list.map(String) : []
}

function howOf({ view }: CaseReading): Choosing['how'] | undefined {
  if (view.status === 'draft') return 'draft'
  return view.actions.some(({ action }) => action === 'change') ? 'change' : undefined
}

const isTheirs = ({ seen, view }: CaseReading): boolean =>
  view.kind === 'apartment-allocation' && actsForApplicant(seen.standing, seen.openedHere)

async function read(visit: SignedVisit, reading: CaseReading, how: Choosing['how']): Promise<Choosing> {
  const form = reading.view.form ?? {}
  const code = textAt(form, 'roundCode')
  const round = code === '' ? null : await findRound(visit.kit.parts.prisma, code)
  return { visit, reading, track: reading.view.track, how, round, order: codesAt(form, 'preferences') }
}

/** The page of a choice, for whoever acts for the applicant while it is open. */
export const choosing = (kit: Kit, handle: (choosing: Choosing) => Promise<void>): RequestHandler =>
  signedPage(kit, 'change-draft', async (visit) => {
    const reading = await readCase(visit, String(visit.request.params['id']))
    if (reading === undefined) return
    if (!isTheirs(reading)) return await showProblem(visit, { refused: 'not-found' })
    const how = howOf(reading)
    if (how === undefined)
      return await showProblem(visit, { refused: 'round-closed' }, { back: `/cases/${reading.view.id}` })
    await handle(await read(visit, reading, how))
  })
