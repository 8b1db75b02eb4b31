import { tellStories } from '../../support/stories.ts'

const files = [new URL('../../oracles/scenarios.json', import.meta.url), new URL('scenarios.json', import.meta.url)]

await tellStories(files, [
  'settlement-returnee-straight',
  'settlement-residence-straight',
  'settlement-no-show-twice',
  'settlement-officer-absent',
  'settlement-counter-visit',
  'settlement-office-returned',
  'settlement-four-eyes',
  'settlement-slot-race',
  'settlement-objection-founded',
  'settlement-own-household-all-or-none',
  'settlement-own-nobody-books',
  'settlement-own-by-post',
  'settlement-own-returned-and-silent',
])
