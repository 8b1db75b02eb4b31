import { tellStories } from '../../support/stories.ts'

const files = [new URL('../../oracles/scenarios.json', import.meta.url), new URL('scenarios.json', import.meta.url)]

await tellStories(files, [
  'apartment-round-draw',
  'apartment-cascade',
  'apartment-deadline',
  'apartment-not-eligible',
  'apartment-immediate',
  'apartment-withdrawal',
  'years-of-living',
  'round-cancelled',
  'drawn-again',
  'doubted',
])
