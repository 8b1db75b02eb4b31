/** Where workers ask for work: processes and their activities share one queue. */
export const taskQueue = 'onevisit'

/** What the server's lists can be searched by: codes only, never a person's data. */
export const searchAttributes = {
  kind: 'OneVisitKind',
  status: 'OneVisitStatus',
  team: 'OneVisitTeam',
} as const
