import { type Caller, may } from '../../../domain/identity/roles.ts'

/** Whether somebody may run rounds: officers of housing, and whoever is over all teams. */
export const runsRounds = (caller: Caller | undefined): boolean =>
  caller !== undefined && may(caller.role, 'run-round') && caller.teams.includes('housing')
