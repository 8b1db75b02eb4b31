import { tellStories } from '../../support/stories.ts'

const files = [
  new URL('../../oracles/scenarios-permit.json', import.meta.url),
  new URL('scenarios.json', import.meta.url),
]

await tellStories(files, [
  'permit-straight',
  'permit-correction-restart',
  'permit-deemed-acceptance',
  'permit-four-eyes-and-return',
  'permit-expert-review',
  'permit-bureau-down-rescued',
  'permit-call-backs',
  'permit-withdrawn-after-registration',
  'permit-extension',
  'permit-renewal-without-visit',
  'permit-mail-refused',
  'permit-into-unpublished-2027',
  'refused-by-the-bureau',
  'card-jammed-four-times',
  'parcel-returned',
  'no-show-then-taken',
  'permit-elsewhere-released',
  'replacement-lost',
  'cancellation',
  'draft-forgotten',
  'same-person-twice',
  'call-back-lost',
  'withdrawn-with-a-visit-booked',
  'words-nobody-knows',
  'mail-comes-back',
  'answer-lost-on-the-way',
  'nonsense-three-times',
  'an-absent-officer',
  'an-emergency-notice',
])
