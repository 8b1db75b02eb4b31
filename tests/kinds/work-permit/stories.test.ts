import { tellStories } from '../../support/stories.ts'

await tellStories(
  new URL('../../oracles/scenarios-permit.json', import.meta.url),
  (id) =>
    // Stories that kill a part are told alone: tests/crash.
    id.startsWith('permit-') && !id.endsWith('-killed'),
)
