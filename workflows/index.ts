export { accommodationRegistration } from './accommodation-registration/workflow.ts'
export { apartmentRound } from './apartment-allocation/round.ts'
export { apartmentAllocation } from './apartment-allocation/workflow.ts'
export { arbitrationIntake } from './arbitration-intake/workflow.ts'
export { calendarBatch } from './batch/calendar-batch.ts'
export { plan } from './plan/workflow.ts'
export {
  beginAbsencesWork,
  dailyRootWork,
  foldTalliesWork,
  forgetCasesWork,
  reachCalendarsWork,
} from './recurring/recurring.ts'
export { talentSettlement } from './talent-settlement/workflow.ts'
export { workPermit } from './work-permit/workflow.ts'
