import type { CaseState } from '../../domain/case/case-view.ts'
import type { Definition } from '../../domain/case/definition.ts'
import type { Speech } from './speech.ts'

/** A stop of the way: behind, here or ahead. */
export type Stop = { readonly state: 'past' | 'now' | 'ahead'; readonly text: string; readonly note?: string }

type Shown = Pick<CaseState, 'kind' | 'track' | 'stage' | 'status' | 'outcome' | 'waitingFor'>

/** Stages in the order they were first reached. */
const visitedStages = (stages: readonly string[], current: string): readonly string[] => [
  ...new Set([...stages.filter((stage) => stage !== current), current]),
]

/** What lies ahead on the straight way of the track: detours are shown only to whom they happened. */
function ahead(definition: Definition, { track, stage, status }: Shown, visited: readonly string[]): readonly string[] {
  if (status === 'closed') return []
  const straight: readonly string[] = definition.ways?.[track] ?? definition.stages
  const reached = straight.includes(stage) ? stage : (visited.findLast((each) => straight.includes(each)) ?? '')
  return straight.slice(straight.indexOf(reached) + 1).filter((each) => each !== stage)
}

/**
 * Where a case is: the stages it has been through, the one it is at, those the law still has before it, and the end.
 * `moved` are the stages of its events, in order.
 */
export function wayOf(
  definition: Definition,
  shown: Shown,
  { moved, speech, forStaff = false }: { moved: readonly string[]; speech: Speech; forStaff?: boolean },
): readonly Stop[] {
  const { kind, stage, status, outcome, waitingFor } = shown
  const name = (of: string) => speech.word(kind, `stages.${of}`)
  const isClosed = status === 'closed'
  const visited = visitedStages(['drafting', ...moved.filter((each) => each !== 'closed')], isClosed ? 'closed' : stage)
  const past = visited.slice(0, -1).map((each): Stop => ({ state: 'past', text: name(each) }))
  const waiting = forStaff ? 'desk:case.waiting' : 'common:waitingFor'
  const note = waitingFor === null ? {} : { note: speech.t(`${waiting}.${waitingFor}`) }
  const now: Stop = isClosed
    ? {
        state: 'now',
        text: name('closed'),
        ...(outcome === null ? {} : { note: speech.t(`common:outcomes.${outcome}`) }),
      }
    : { state: 'now', text: name(stage), ...note }
  const rest = ahead(definition, shown, visited).map((each): Stop => ({ state: 'ahead', text: name(each) }))
  return [...past, now, ...rest]
}
