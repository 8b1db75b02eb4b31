import { tellStories } from '../../support/stories.ts'

await tellStories(new URL('scenarios.json', import.meta.url))
