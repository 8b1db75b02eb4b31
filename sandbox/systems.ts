import { accommodationRegister } from './accommodation-register.ts'
import { arbitrationCommission } from './arbitration-commission.ts'
import { cardPrinter } from './card-printer.ts'
import { credentialVerification } from './credential-verification.ts'
import type { System } from './engine/system.ts'
import { enterpriseRegistry } from './enterprise-registry.ts'
import { exitEntryBureau } from './exit-entry-bureau.ts'
import { householdRegister } from './household-register.ts'
import { paymentGateway } from './payment-gateway.ts'
import { postalService } from './postal-service.ts'
import { propertyManager } from './property-manager.ts'
import { settlementOffice } from './settlement-office.ts'
import { socialSecurity } from './social-security.ts'
import { taxService } from './tax-service.ts'
import { workPermitBureau } from './work-permit-bureau.ts'

/** Everything outside, in the order of the handbook's table. */
export const systems: readonly System[] = [
  enterpriseRegistry,
  workPermitBureau,
  exitEntryBureau,
  accommodationRegister,
  socialSecurity,
  taxService,
  credentialVerification,
  settlementOffice,
  householdRegister,
  arbitrationCommission,
  postalService,
  propertyManager,
  paymentGateway,
  cardPrinter,
]
