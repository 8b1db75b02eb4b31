import type { CaseId } from '../case/codes.ts'
import { isClosed, type Matter, type PaperState } from './matter.ts'

/** A paper of the plan: asked once, for every matter that uses it. */
export type PlannedPaper = {
  readonly type: string
  readonly state: PaperState
  readonly matters: readonly CaseId[]
}

/** Papers that speak of one matter only: an authority names what it is given for, a slip is the register's. */
const ofOneMatter: ReadonlySet<string> = new Set([
  'authority',
  'accommodation-slip',
  'host-consent',
  'identity',
  'evidence',
])

/** Whether a paper given for one matter counts for the others. */
export const isShared = (type: string): boolean => !ofOneMatter.has(type)

const order: readonly PaperState[] = ['seen', 'given', 'missing']

/** The union of what open matters ask for; a paper given for any matter of the plan, ended ones too, counts for all. */
export function papersOf(matters: readonly Matter[]): readonly PlannedPaper[] {
  const open = matters.filter((matter) => !isClosed(matter))
  const asked = open.flatMap((matter) => matter.papers.map(({ type }) => ({ type, of: matter.case })))
  const shared = [...new Set(asked.filter(({ type }) => isShared(type)).map(({ type }) => type))]
  const single = asked.filter(({ type }) => !isShared(type))
  return [
    ...shared.map((type) => ({
      type,
      state: bestOf(matters, type),
      matters: asked.filter((each) => each.type === type).map(({ of }) => of),
    })),
    ...single.map(({ type, of }) => ({
      type,
      state: bestOf(
        matters.filter((matter) => matter.case === of),
        type,
      ),
      matters: [of],
    })),
  ]
}

function bestOf(matters: readonly Matter[], type: string): PaperState {
  const states = matters.flatMap(({ papers }) =>
    papers.filter((paper) => paper.type === type).map(({ state }) => state),
  )
  return order.find((state) => states.includes(state)) ?? 'missing'
}
