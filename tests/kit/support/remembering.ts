import type { Activities } from '../../../activities/contract.ts'
import type { CaseEvent } from '../../../domain/case/event.ts'

type Name =
  | 'project'
  | 'issueAndTell'
  | 'revoke'
  | 'revokeIssue'
  | 'deliver'
  | 'markUndelivered'
  | 'askOutside'
  | 'besideVault'
type More = 'adopt' | 'onItsWay' | 'freeSlots' | 'holdSlots' | 'releaseBookings' | 'draftChangedAt'
export type Asked = Pick<Activities, Name | More>
type Request = { readonly caseId?: string; readonly messageId?: string }

/** Everything the kit asks of the world, from memory: what was asked is kept, and each can be told to answer otherwise. */
export function rememberingActivities() {
  const events = new Map<string, CaseEvent[]>()
  const asked: { readonly name: string; readonly request: unknown }[] = []
  const others = new Map<string, (request: never) => Promise<unknown>>()
  const eventsOf = (id: string): CaseEvent[] => {
    const known = events.get(id) ?? []
    events.set(id, known)
    return known
  }
  const usual: Asked = {
    project: async ({ caseId, events: batch }) => {
      const known = eventsOf(caseId)
      known.push(...batch.filter(({ seq }) => seq > (known.at(-1)?.seq ?? 0)))
    },
    issueAndTell: async ({ caseId, key, papers, messages }) => ({
      documents: papers.map(({ code }, index) => ({
        code,
        number: `${caseId}-${key}-${index}`,
        verificationCode: `V-${key}-${index}`,
      })),
      messages: messages.map(({ code }, index) => ({
        ...{ id: `${caseId}:${key}:${index}`, code },
        ...{ to: 'applicant' as const, state: 'sent' as const },
      })),
    }),
    revoke: async () => undefined,
    revokeIssue: async () => [],
    deliver: async () => ({ state: 'sent' }),
    markUndelivered: async () => undefined,
    askOutside: async () => ({ how: 'answered', answer: {} }),
    besideVault: async () => ({}),
    adopt: async () => ({}),
    onItsWay: async () => false,
    freeSlots: async () => [],
    holdSlots: async () => undefined,
    releaseBookings: async () => [],
    draftChangedAt: async () => new Date().toISOString(),
  }
  const caseOf = ({ caseId, messageId }: Request): string => caseId ?? messageId?.split(':')[0] ?? ''
  const remembered = Object.entries(usual).map(([name, answer]) => [
    name,
    async (request: never) => {
      asked.push({ name, request })
      const other = others.get(`${caseOf(request)}/${name}`)
      return await (other ?? answer)(request)
    },
  ])
  return {
    activities: Object.fromEntries(remembered),
    eventsOf,
    asked: (name: string, id: string): readonly unknown[] =>
      asked.filter((each) => each.name === name && caseOf(Object(each.request)) === id).map(({ request }) => request),
    answer: <Which extends keyof Asked>(
      id: string,
      name: Which,
      answer: (request: never) => Promise<unknown>,
    ): void => {
      others.set(`${id}/${name}`, answer)
    },
    usual,
  }
}
