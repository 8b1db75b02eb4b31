import type { ActivityOptions } from '@temporalio/common'

/** For what only waits until our own store is there: as long as it takes. */
export const untilThere = {
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
} as const satisfies ActivityOptions
