export { accommodationRegistration } from './accommodation-registration/workflow.ts'
export { workPermit } from './work-permit/workflow.ts'
