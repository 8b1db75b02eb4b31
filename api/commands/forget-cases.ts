import { forgettable } from '../../prisma/forgettable.ts'
import { standingOf } from '../../temporal/own-time.ts'
import type { Parts } from '../parts.ts'

/**
 * Drops the keys of cases that need not be kept: the person goes dark, in history and files too; codes and clock figures
 * stay. A case whose workflow still runs is left: its own worker would no longer read it.
 */
export async function forgetCases({ prisma, vault, officeTime, temporal }: Parts): Promise<void> {
  for (const caseId of await forgettable(prisma, await officeTime.now()))
    if ((await standingOf(temporal.client, caseId)).how === 'closed') await vault.forget(caseId)
}
