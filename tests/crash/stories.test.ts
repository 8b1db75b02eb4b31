import { tellStories } from '../support/stories.ts'

await tellStories([new URL('../oracles/scenarios-permit.json', import.meta.url)], ['permit-worker-killed'])
