import { createAccommodationRegister } from './accommodation-register.ts'
import { createArbitrationCommission } from './arbitration-commission.ts'
import { createOutsideCaller, type OutsideCaller } from './call.ts'
import { createCardPrinter } from './card-printer.ts'
import { createCredentialVerification } from './credential-verification.ts'
import { createEnterpriseRegistry } from './enterprise-registry.ts'
import { createExitEntryBureau } from './exit-entry-bureau.ts'
import { createHouseholdRegister } from './household-register.ts'
import type { OutsideSystem } from './names.ts'
import { createPaymentGateway } from './payment-gateway.ts'
import { createPostalService } from './postal-service.ts'
import { createPropertyManager } from './property-manager.ts'
import { createSettlementOffice } from './settlement-office.ts'
import { createSocialSecurity } from './social-security.ts'
import { createTaxService } from './tax-service.ts'
import { createWorkPermitBureau } from './work-permit-bureau.ts'

/** Where each system is, and the secret we share with it. */
export type OutsideAddresses = Readonly<Record<OutsideSystem, { readonly url: string; readonly secret: string }>>

/** Every outside system, ready to be asked; nothing is connected before. */
export function createOutsideSystems(addresses: OutsideAddresses, timeoutMillis: number) {
  const at = (system: OutsideSystem): OutsideCaller => createOutsideCaller({ ...addresses[system], timeoutMillis })
  return {
    'enterprise-registry': createEnterpriseRegistry(at('enterprise-registry')),
    'work-permit-bureau': createWorkPermitBureau(at('work-permit-bureau')),
    'exit-entry-bureau': createExitEntryBureau(at('exit-entry-bureau')),
    'accommodation-register': createAccommodationRegister(at('accommodation-register')),
    'social-security': createSocialSecurity(at('social-security')),
    'tax-service': createTaxService(at('tax-service')),
    'credential-verification': createCredentialVerification(at('credential-verification')),
    'settlement-office': createSettlementOffice(at('settlement-office')),
    'household-register': createHouseholdRegister(at('household-register')),
    'arbitration-commission': createArbitrationCommission(at('arbitration-commission')),
    'postal-service': createPostalService(at('postal-service')),
    'property-manager': createPropertyManager(at('property-manager')),
    'payment-gateway': createPaymentGateway(at('payment-gateway')),
    'card-printer': createCardPrinter(at('card-printer')),
  } satisfies Record<OutsideSystem, object>
}

export type OutsideSystems = ReturnType<typeof createOutsideSystems>
