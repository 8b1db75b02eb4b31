export { workPermit } from './work-permit/workflow.ts'
