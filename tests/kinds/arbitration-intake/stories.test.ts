import { tellStories } from '../../support/stories.ts'

await tellStories(new URL('../../oracles/scenarios.json', import.meta.url), (id) => id.startsWith('arbitration-'))
