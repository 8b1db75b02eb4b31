import { type Definition, statuses } from '../../domain/case/definition.ts'
import type { CaseEvent } from '../../domain/case/event.ts'
import { definitionOf } from '../../domain/kinds/index.ts'
import { formatInstant, type LocalDate, localDateOf } from '../../domain/time/local-date.ts'
import { eventsAfter } from '../../prisma/events.ts'
import { namesOf } from '../../prisma/lists.ts'
import { type CaseView, caseView, type SeenCase, seeCase } from '../commands/case-view.ts'
import { type ClockModel, clockModel } from './clock-model.ts'
import type { SignedVisit } from './kit.ts'
import { showProblem } from './kit.ts'

/** A case with its record, as a page needs it. */
export type CaseReading = {
  readonly seen: SeenCase
  readonly view: CaseView
  readonly definition: Definition
  readonly events: readonly CaseEvent[]
  readonly nameOf: (person: string | null) => string
  /** Today by office time. */
  readonly today: LocalDate
  readonly now: string
}

/** More lines than this no case has; the api pages them. */
const mostEvents = 2000

/** The case of a page; undefined after the page has said that it is not there. */
export async function readCase(visit: SignedVisit, id: string): Promise<CaseReading | undefined> {
  const { kit, caller } = visit
  const { parts } = kit
  const seen = await seeCase(parts, caller, id)
  const definition = seen === undefined ? undefined : definitionOf(seen.row.kind)
  if (seen === undefined || definition === undefined) {
    await showProblem(visit, { refused: 'not-found' })
    return undefined
  }
  const [view, events, now] = await Promise.all([
    caseView(parts, caller, seen),
    eventsAfter(parts.prisma, seen.id, { seq: 0, limit: mostEvents }),
    parts.officeTime.now(),
  ])
  const nameOf = await namer(visit, { seen, view, events })
  return { seen, view, definition, events, nameOf, today: localDateOf(now), now: formatInstant(now) }
}

type Named = Pick<CaseReading, 'seen' | 'view' | 'events'>

const isStaffHere = ({ standing }: SeenCase): boolean => standing === 'staff' || standing === 'auditor'

/** What people in a record are called by whoever reads it: staff know each other by name, applicants know them by number. */
async function namer({ kit, caller, speech }: SignedVisit, { seen, view, events }: Named) {
  const actors = events.map(({ actor }) => actor).filter((actor) => actor !== null)
  const holders = view.tasks.map(({ assignee }) => assignee).filter((person) => person !== null)
  const names = await namesOf(kit.parts.prisma, [...new Set([...actors, ...holders])])
  const parties = new Map(view.people.map(({ person, role }) => [person, role]))
  const officer = (person: string): string => {
    const { staffNumber = null, name = '' } = names.get(person) ?? {}
    if (isStaffHere(seen) && name !== '') return name
    return staffNumber === null ? speech.p('story.officer') : speech.p('story.officer-number', { number: staffNumber })
  }
  const known = (person: string): string => {
    const role = parties.get(person)
    return role === 'applicant' || role === 'agent' ? speech.t(`common:roles.${role}`) : officer(person)
  }
  return (person: string | null): string => {
    if (person === null) return speech.t('common:roles.system')
    return person === caller.personId ? speech.p('story.you') : known(person)
  }
}

/** The time limits of a case as people read them, newest run first. */
export function clocksShown(
  { speech }: Pick<SignedVisit, 'speech'>,
  { view, seen, today }: CaseReading,
): readonly ClockModel[] {
  return view.clocks
    .map((clock) => {
      const snapshot = seen.state.clocks.find(({ code, run }) => code === clock.code && run === clock.run)
      return clockModel(clock, { kind: view.kind, speech, today, snapshot })
    })
    .toReversed()
}

const tones = { draft: '', received: 'act', 'in-correction': 'warn', accepted: 'act', closed: 'good' } as const

/** How the state of a case is coloured; closed is good only where something was granted. */
export function toneOf(status: string, outcome: string | null): string {
  const known = statuses.find((each) => each === status)
  if (known === 'closed') return outcome === 'refused' || outcome === 'lapsed' ? 'bad' : 'good'
  return known === undefined ? '' : tones[known]
}
