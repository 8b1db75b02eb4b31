import type { CaseId } from '../case/codes.ts'
import type { LocalDate } from '../time/local-date.ts'
import { isClosed, type Matter } from './matter.ts'

// oxlint-disable-next-line typescript/consistent-type-assertions -- days written down here, not read from anywhere
const day = (text: string) => text as LocalDate

type Which = { readonly kind: string; readonly tracks: readonly string[] }

/** One matter needs another to have ended as `granted`; dated, with where it is written. */
type NeedRule = Which & {
  readonly needs: Which
  /** The register whose word meets the need as well. */
  readonly register: 'accommodation-register' | null
  readonly legalBasis: string
  readonly from: LocalDate
  /** The last day on which it holds. */
  readonly until: LocalDate | null
}

const withContract = ['new', 'renewal', 'change-of-employer']

/** Who waits for whom (`domain/plan.md`, Order). What is not here waits for nothing. */
const rules: readonly NeedRule[] = [
  {
    kind: 'work-permit',
    tracks: withContract,
    needs: { kind: 'accommodation-registration', tracks: ['self-declaration', 'on-behalf'] },
    register: 'accommodation-register',
    // C: the residence permit is asked for at the registered address.
    legalBasis: 'EEL 39',
    from: day('2013-07-01'),
    until: null,
  },
  {
    kind: 'talent-settlement',
    tracks: ['talent-residence'],
    // A cancelled permit is none.
    needs: { kind: 'work-permit', tracks: [...withContract, 'replacement'] },
    register: null,
    // R: the rules for the overseas talent residence permit ask for lawful work.
    legalBasis: 'EEL 41',
    from: day('2013-07-01'),
    until: null,
  },
]

const isWhich = ({ kind, tracks }: Which, matter: Pick<Matter, 'kind' | 'track'>): boolean =>
  matter.kind === kind && tracks.includes(matter.track)

/** The rules by which a matter waits, as they hold on a day. */
const rulesFor = (matter: Pick<Matter, 'kind' | 'track'>, on: LocalDate): readonly NeedRule[] =>
  rules.filter((rule) => isWhich(rule, matter) && rule.from <= on && (rule.until === null || on <= rule.until))

/** A need of a matter, and whether anything holds it back. */
export type MatterNeed = {
  readonly kind: string
  /** `not-in-plan`: nobody asked for it here, so it holds nothing back. */
  readonly state: 'met' | 'open' | 'not-in-plan'
  /** What met it, or is to meet it. */
  readonly by: CaseId | 'register' | null
  readonly legalBasis: string
}

export type NeedsKnown = {
  readonly matters: readonly Matter[]
  /** The accommodation register knows a stay of this person. */
  readonly isRegistered: boolean
  readonly on: LocalDate
}

/** What a matter needs: met by that matter's end or by a register; one whose matter is not in the plan holds nothing back. */
export function needsOf(matter: Pick<Matter, 'kind' | 'track'>, known: NeedsKnown): readonly MatterNeed[] {
  return rulesFor(matter, known.on).map((rule) => needBy(rule, known))
}

function needBy({ needs, register, legalBasis }: NeedRule, { matters, isRegistered }: NeedsKnown): MatterNeed {
  const { kind } = needs
  const planned = matters.filter((other) => isWhich(needs, other))
  const granted = planned.find(({ outcome }) => outcome === 'granted')
  if (granted !== undefined) return { kind, state: 'met', by: granted.case, legalBasis }
  if (register !== null && isRegistered) return { kind, state: 'met', by: 'register', legalBasis }
  const [awaited = planned[0]] = planned.filter((other) => !isClosed(other))
  return awaited === undefined
    ? { kind, state: 'not-in-plan', by: null, legalBasis }
    : { kind, state: 'open', by: awaited.case, legalBasis }
}

export type MatterState = 'waiting' | 'open' | 'closed'

/** A draft whose need is open waits: it can be filled in, not submitted. What was submitted waits for nothing any more. */
export function stateOf(matter: Pick<Matter, 'status'>, needs: readonly MatterNeed[]): MatterState {
  if (isClosed(matter)) return 'closed'
  return matter.status === 'draft' && needs.some(({ state }) => state === 'open') ? 'waiting' : 'open'
}
