import type { KindForm } from '../case/form.ts'
import { accommodationRegistrationForm } from './accommodation-registration/form.ts'
import { apartmentAllocationForm } from './apartment-allocation/form.ts'
import { arbitrationIntakeForm } from './arbitration-intake/form.ts'
import { talentSettlementForm } from './talent-settlement/form.ts'
import { workPermitForm } from './work-permit/form.ts'

/** The forms of the kinds; apart from `index.ts`, because workflows never reach a form. */
export const forms: Readonly<Record<string, KindForm>> = {
  'work-permit': workPermitForm,
  'talent-settlement': talentSettlementForm,
  'arbitration-intake': arbitrationIntakeForm,
  'apartment-allocation': apartmentAllocationForm,
  'accommodation-registration': accommodationRegistrationForm,
}
