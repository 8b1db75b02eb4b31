import { z } from 'zod'
import type { Counts } from './bare-workflow.ts'

const history = z.object({ events: z.array(z.object({ eventType: z.string() })) })

/** What a case took, counted in its history. */
export function countHistory(json: string): Counts & { readonly workflowTasks: number; readonly events: number } {
  const { events } = history.parse(JSON.parse(json))
  const count = (type: string) => events.filter(({ eventType }) => eventType === `EVENT_TYPE_${type}`).length
  return {
    activities: count('ACTIVITY_TASK_SCHEDULED'),
    localActivities: count('MARKER_RECORDED'),
    timersFired: count('TIMER_FIRED'),
    timersCancelled: count('TIMER_CANCELED'),
    updates: count('WORKFLOW_EXECUTION_UPDATE_ACCEPTED'),
    workflowTasks: count('WORKFLOW_TASK_COMPLETED'),
    events: events.length,
  }
}
