/** Every outside system, in the order of the handbook's table. */
export const outsideSystems = [
  'enterprise-registry',
  'work-permit-bureau',
  'exit-entry-bureau',
  'accommodation-register',
  'social-security',
  'tax-service',
  'credential-verification',
  'settlement-office',
  'household-register',
  'arbitration-commission',
  'postal-service',
  'property-manager',
  'payment-gateway',
  'card-printer',
] as const

/** The code of an outside system. */
export type OutsideSystem = (typeof outsideSystems)[number]
