import { caseId } from '../../../domain/case/codes.ts'
import type { Matter } from '../../../domain/plan/matter.ts'
import { type LocalDate, parseLocalDate } from '../../../domain/time/local-date.ts'

/** @throws for a text that is no day. */
export function day(text: string): LocalDate {
  const found = parseLocalDate(text)
  if (found === undefined) throw new Error(`no day: ${text}`)
  return found
}

const papers: Matter['papers'] = [
  { type: 'passport', state: 'missing' },
  { type: 'contract', state: 'missing' },
]

/** A draft of a first permit, opened on 2 March 2026; `but` says what is otherwise. */
export const permit = (but: Partial<Matter> = {}): Matter => ({
  case: caseId('permit'),
  number: 'W-2026-000001-X',
  kind: 'work-permit',
  track: 'new',
  status: 'draft',
  outcome: null,
  openedOn: day('2026-03-02'),
  receivedOn: null,
  closedOn: null,
  presence: [{ step: 'biometrics', why: 'biometrics-not-on-file', doneOn: null, slot: null, purpose: null }],
  clocks: [],
  papers,
  ...but,
})

export const residence = (but: Partial<Matter> = {}): Matter =>
  permit({
    case: caseId('residence'),
    number: 'T-2026-000001-X',
    kind: 'talent-settlement',
    track: 'talent-residence',
    presence: [],
    papers: [...papers, { type: 'transcript', state: 'missing' }],
    ...but,
  })

export const stay = (but: Partial<Matter> = {}): Matter =>
  permit({
    case: caseId('stay'),
    number: 'R-2026-000001-X',
    kind: 'accommodation-registration',
    track: 'self-declaration',
    presence: [],
    papers: [{ type: 'passport', state: 'given' }],
    ...but,
  })

export const collected: Matter['presence'][number] = {
  step: 'hand-over',
  why: 'collected-at-counter',
  doneOn: null,
  slot: null,
  purpose: null,
}
