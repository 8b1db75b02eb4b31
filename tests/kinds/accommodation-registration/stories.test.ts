import { tellStories } from '../../support/stories.ts'

const files = [
  new URL('../../oracles/scenarios-permit.json', import.meta.url),
  new URL('scenarios.json', import.meta.url),
]

await tellStories(files, [
  'accommodation-in-time',
  'accommodation-late',
  'accommodation-on-behalf',
  'never-clicked-found-by-hand',
  'reported-to-the-police',
  'posting-by-hand',
  'stay-reminded',
])
