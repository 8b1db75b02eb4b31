import { tellStories } from '../../support/stories.ts'

const files = [new URL('../../oracles/scenarios.json', import.meta.url), new URL('scenarios.json', import.meta.url)]

await tellStories(files, [
  'arbitration-straight-post',
  'arbitration-may-sue',
  'arbitration-not-ours',
  'arbitration-finality',
  'arbitration-joinder',
  'arbitration-counterclaim',
  'arbitration-announcement',
  'arbitration-hearing-notice',
  'arbitration-mediation',
  'arbitration-new-year-kiosk',
  'arbitration-national-day',
  'arbitration-collective',
  'arbitration-commission-down',
])
