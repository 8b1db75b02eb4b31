import { tellStories } from '../../support/stories.ts'

await tellStories(new URL('../../oracles/scenarios-permit.json', import.meta.url), (id) =>
  id.startsWith('accommodation-'),
)
await tellStories(new URL('scenarios.json', import.meta.url))
