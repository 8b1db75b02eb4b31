import { apartmentAllocation as definition } from '../../domain/kinds/apartment-allocation/definition.ts'
import type { ApartmentFacts } from '../../domain/kinds/apartment-allocation/rules.ts'
import { caseWorkflow, goesOn } from '../kit/index.ts'
import { untilEligible } from './eligibility.ts'
import { filed, untilClosed, untilRegistryAnswers } from './filing.ts'
import { chosen } from './immediate.ts'
import { living } from './living.ts'
import { subsidy } from './move-in.ts'
import { allocated } from './offers.ts'
import { unlessCancelledByRound } from './round-cancelled.ts'

/** Apartment allocation: found eligible, drawn or first come, offered, leased, moved in and lived in (`domain/apartment-allocation.md`). */
export const apartmentAllocation = caseWorkflow<ApartmentFacts>(
  definition,
  async (application) => {
    await filed(application)
    const closing = application.track === 'round' ? await fromRound() : await atOnce()
    if (closing !== undefined) return closing
    await subsidy(application)
    return goesOn('living')

    async function fromRound() {
      const refused = await unlessCancelledByRound(application, async () =>
        untilEligible(application, await untilClosed(application)),
      )
      return refused ?? (await allocated(application))
    }

    async function atOnce() {
      const refused = await untilEligible(application, await untilRegistryAnswers(application))
      return refused ?? (await chosen(application))
    }
  },
  { living },
)
