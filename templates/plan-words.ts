import type { Language } from '../domain/case/language.ts'
import type { Change } from '../domain/plan/compare-plans.ts'
import type { Stretch } from '../domain/plan/dates.ts'
import type { Planned, PlannedMatter } from '../domain/plan/make-plan.ts'
import type { MatterNeed } from '../domain/plan/needs.ts'
import type { PlannedPaper } from '../domain/plan/papers.ts'
import type { VisitStep } from '../domain/plan/visits.ts'
import type { TextValues, Translator } from './translate.ts'

/** A plan in one language, the same on pages, papers and in mails. */
export type PlanWords = {
  readonly say: (key: string, values?: TextValues) => string
  readonly matter: (matter: Pick<PlannedMatter, 'kind' | 'track'>) => string
  readonly kind: (kind: string) => string
  /** What a matter still waits for, or was waiting for. */
  readonly need: (need: MatterNeed) => string
  readonly expected: (matter: Pick<PlannedMatter, 'expectedOn' | 'state'>) => string
  readonly paper: (paper: PlannedPaper, plan: Planned) => string
  readonly step: (step: VisitStep) => string
  /** Why this step has to be done here, and, where it is so, not together with another. */
  readonly why: (step: VisitStep, plan: Planned) => string
  readonly stretch: (stretch: Stretch) => string
  readonly when: (stretch: Pick<Stretch, 'from' | 'until'>) => string
  readonly change: (change: Change, plan: Planned) => string
}

/** Says a plan in a language. */
export function planWords(translator: Translator, language: Language): PlanWords {
  const say = (key: string, values: TextValues = {}) => translator.translate(language, `plan:${key}`, values)
  const kind: PlanWords['kind'] = (of) => translator.translate(language, `${of}:name`)
  const date = (day: string) => translator.dateText(language, day)
  const matter: PlanWords['matter'] = ({ kind: of, track }) =>
    say('matter', { kind: kind(of), track: translator.translate(language, `${of}:tracks.${track}`) })
  const nameIn = ({ matters }: Planned, id: string | null): string => {
    const found = matters.find((each) => each.case === id)
    return found === undefined ? '' : matter(found)
  }
  return {
    say,
    matter,
    kind,
    need: ({ kind: of, state, by }) =>
      say(`needs.${state === 'met' && by === 'register' ? 'registered' : state}`, { need: kind(of) }),
    expected: ({ expectedOn, state }) => {
      if (expectedOn === null) return say('expected.unknown')
      return say(state === 'closed' ? 'expected.closed' : 'expected.on', { on: date(expectedOn) })
    },
    paper: ({ type, matters }, plan) => {
      const [first] = matters.flatMap((id) => plan.matters.filter((each) => each.case === id))
      return first === undefined ? type : materialName(translator, language, { kind: first.kind, type })
    },
    step: ({ step, kind: of }) => say('step', { step: say(`steps.${step}`), kind: kind(of) }),
    why: ({ why, after }, plan) => {
      const reason = say(`why.${why}`)
      const before = nameIn(plan, after)
      return before === '' ? reason : say('why.after', { reason, before })
    },
    stretch: ({ step, kind: of }) =>
      say('step', { step: legName(translator, language, { kind: of, step }), kind: kind(of) }),
    when: ({ from, until }) => say('from-until', { from: date(from), until: date(until) }),
    change: (change, plan) => changeText({ translator, language, say, date, kind }, change, nameIn(plan, change.case)),
  }
}

type OfKind = { readonly kind: string; readonly type: string }

function materialName(translator: Translator, language: Language, { kind, type }: OfKind): string {
  const own = `${kind}:materials.${type}.name`
  return translator.translate(language, translator.has(language, own) ? own : `common:materials.${type}.name`)
}

/** Our own names for parts of a way that no clock of the kind names. */
function legName(translator: Translator, language: Language, { kind, step }: { kind: string; step: string }): string {
  const own = [`plan:legs.${step}`, `${kind}:clocks.${step}.name`, `common:clocks.${step}.name`]
  return translator.translate(language, own.find((key) => translator.has(language, key)) ?? 'plan:legs.own-steps')
}

type Saying = {
  readonly translator: Translator
  readonly language: Language
  readonly say: PlanWords['say']
  readonly date: (day: string) => string
  readonly kind: PlanWords['kind']
}

const datesOf = ({ from, to }: Change): string => {
  if (to === null) return 'unknown'
  return from === null ? 'known' : 'moved'
}
const slotsOf = ({ from, to }: Change): string => {
  if (to === null) return 'gone'
  return from === null ? 'booked' : 'moved'
}

/** Which text says a change, by what it is. */
const keyOf: Readonly<Record<Change['what'], (change: Change) => string>> = {
  'matter-added': () => 'matter-added',
  'matter-dropped': () => 'matter-dropped',
  'matter-closed': () => 'matter-closed',
  'need-met': ({ why }) => `need-met.${why === 'register' ? 'register' : 'matter'}`,
  'need-opened': () => 'need-opened',
  'date-moved': (change) => `date.${datesOf(change)}`,
  'slot-moved': (change) => `slot.${slotsOf(change)}`,
  'visits-changed': () => 'visits-changed',
  'plan-date-moved': (change) => `plan-date.${datesOf(change)}`,
}

type Told = { readonly from: string; readonly to: string }

/** What stands for the two sides of a change, by what it is. */
function sidesOf({ translator, language, date, kind }: Saying, { what, from, to }: Change): Told {
  const say = (side: string | null, as: (text: string) => string): string => (side === null ? '' : as(side))
  const writers: Partial<Record<Change['what'], (text: string) => string>> = {
    'date-moved': date,
    'plan-date-moved': date,
    'slot-moved': (slot) => translator.dateTimeText(language, slot),
    'need-met': kind,
    'need-opened': kind,
  }
  const as = writers[what] ?? ((text: string) => text)
  return { from: say(from, as), to: say(to, as) }
}

function changeText(saying: Saying, change: Change, named: string): string {
  const { translator, language, say, kind } = saying
  // A matter that is in the plan no more is told by what it was.
  const name = named === '' && change.kind !== null ? kind(change.kind) : named
  const key = `plan:because.${change.why}`
  const because = translator.has(language, key) ? translator.translate(language, key) : ''
  const why =
    change.what === 'matter-closed' ? translator.translate(language, `common:outcomes.${change.why}`) : because
  return say(`changes.${keyOf[change.what](change)}`, { name, why, ...sidesOf(saying, change) })
}
