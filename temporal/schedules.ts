import {
  type Client,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type ScheduleSpec,
} from '@temporalio/client'

const timezone = 'Asia/Shanghai'
const daily = (hour: number, minute: number): ScheduleSpec => ({ calendars: [{ hour, minute }], timezone })

/** What recurs and nobody dates: the workflow that does it, and when. What people see at an instant is a case's own timer. */
const recurring = [
  { name: 'begin-absences', workflow: 'beginAbsencesWork', spec: { intervals: [{ every: '10 minutes' }] } },
  { name: 'reach-calendars', workflow: 'reachCalendarsWork', spec: { intervals: [{ every: '10 minutes' }] } },
  { name: 'fold-tallies', workflow: 'foldTalliesWork', spec: { intervals: [{ every: '10 minutes' }] } },
  { name: 'forget-cases', workflow: 'forgetCasesWork', spec: daily(3, 10) },
  { name: 'daily-root', workflow: 'dailyRootWork', spec: daily(0, 20) },
] as const satisfies readonly { readonly name: string; readonly workflow: string; readonly spec: ScheduleSpec }[]

/** Their names. */
export const recurringNames = recurring.map(({ name }) => name)

type Place = { readonly client: Client; readonly taskQueue: string }

const idOf = (taskQueue: string, name: string): string => `${taskQueue}/${name}`

/** Never two at once; what was missed while the server was away is done once, within the hour it came back. */
const policies = { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 hour' } as const

/** Creates the schedules, or brings those that are there to what they are now; any number of workers may do so at once. */
export async function keepSchedules({ client, taskQueue }: Place): Promise<void> {
  for (const { name, workflow, spec } of recurring) {
    const scheduleId = idOf(taskQueue, name)
    const action = { type: 'startWorkflow', workflowType: workflow, taskQueue, args: [] } as const
    try {
      await client.schedule.create({ scheduleId, spec, action, policies })
    } catch (failure) {
      if (!(failure instanceof ScheduleAlreadyRunning)) throw failure
      await client.schedule.getHandle(scheduleId).update(({ state }) => ({ spec, action, policies, state }))
    }
  }
}

/** Does it now, besides its own time; where there is no such schedule, nothing. */
export async function recurNow({ client, taskQueue }: Place): Promise<void> {
  for (const name of recurringNames) {
    const handle = client.schedule.getHandle(idOf(taskQueue, name))
    await handle.trigger(ScheduleOverlapPolicy.SKIP).catch((failure: unknown) => {
      if (!(failure instanceof ScheduleNotFoundError)) throw failure
    })
  }
}

/** When each is done next, machine time; null where the server does not say, or has no such schedule. */
export async function nextOf({ client, taskQueue }: Place): Promise<ReadonlyMap<string, Date | null>> {
  const found = recurringNames.map(async (name) => {
    const described = await client.schedule
      .getHandle(idOf(taskQueue, name))
      .describe()
      .catch(() => undefined)
    return [name, described?.info.nextActionTimes[0] ?? null] as const
  })
  return new Map(await Promise.all(found))
}
