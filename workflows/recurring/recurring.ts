import { proxyActivities } from '@temporalio/workflow'
import type { RecurringActivities } from '../../activities/contract.ts'

/** Tried for a while; what a day's run could not do, the next one does. */
const { recur } = proxyActivities<RecurringActivities>({
  startToCloseTimeout: '10 minutes',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute', maximumAttempts: 20 },
})

/** Absences whose first day has come. */
export const beginAbsencesWork = (): Promise<number> => recur({ name: 'begin-absences' })

/** Batches whose workflow was never started. */
export const reachCalendarsWork = (): Promise<number> => recur({ name: 'reach-calendars' })

/** What was counted of clocks since the last time, folded together. */
export const foldTalliesWork = (): Promise<number> => recur({ name: 'fold-tallies' })

/** Cases that need not be kept any more. */
export const forgetCasesWork = (): Promise<number> => recur({ name: 'forget-cases' })

/** One signed hash over all that was recorded by the day before. */
export const dailyRootWork = (): Promise<number> => recur({ name: 'daily-root' })
