/** How a step at an outside system is tried again: 1 s, doubling to 60 s, about ten minutes in all; then it is stuck (A). */
export const outsideRetry = {
  initialInterval: '1 second',
  backoffCoefficient: 2,
  maximumInterval: '60 seconds',
  maximumAttempts: 15,
} as const
