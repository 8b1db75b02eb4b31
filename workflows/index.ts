export { accommodationRegistration } from './accommodation-registration/workflow.ts'
export { arbitrationIntake } from './arbitration-intake/workflow.ts'
export { talentSettlement } from './talent-settlement/workflow.ts'
export { workPermit } from './work-permit/workflow.ts'
