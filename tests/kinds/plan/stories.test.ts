import { tellStories } from '../../support/stories.ts'

const files = [new URL('../../oracles/scenarios.json', import.meta.url), new URL('scenarios.json', import.meta.url)]

await tellStories(files, [
  'plan-permit-then-residence',
  'plan-stay-then-permit',
  'plan-need-met-by-register',
  'plan-no-visit-and-withdrawn',
])
