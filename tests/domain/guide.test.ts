import { describe, expect, test } from '@jest/globals'
import { languages } from '../../domain/case/language.ts'
import { firstQuestion, follow, guideTree, type Next, policyDate } from '../../domain/guide/tree.ts'
import { definitionOf, definitions } from '../../domain/kinds/index.ts'
import { createTranslator } from '../../templates/translate.ts'

type Path = { readonly answers: ReadonlyMap<string, string>; readonly next: Next }

/** Every way through the tree, from its first question to its end. */
function paths(from: Path): readonly Path[] {
  if ('matters' in from.next) return [from]
  const { ask } = from.next
  if (from.answers.has(ask)) throw new Error(`${ask} is asked twice on one way`)
  return Object.entries(guideTree[ask] ?? {}).flatMap(([answer, next]) =>
    paths({ answers: new Map([...from.answers, [ask, answer]]), next }),
  )
}

const all = paths({ answers: new Map(), next: { ask: firstQuestion } })
const advised = (answers: Readonly<Record<string, string>>) => {
  const advice = follow(guideTree, (question) => answers[question])
  return 'matters' in advice ? advice.matters.map(({ kind, track }) => `${kind} ${track}`) : advice.ask
}

describe('the questions of the front page', () => {
  test('end, on every way, with matters that the centre handles', () => {
    const matters = all.flatMap(({ next }) => ('matters' in next ? next.matters : []))
    expect(all.length).toBeGreaterThan(15)
    for (const { kind, track } of matters) expect(definitionOf(kind)?.tracks).toContain(track)
    expect(all.every(({ next }) => 'matters' in next && next.matters.length > 0)).toBe(true)
  })

  test('lead to every track of every kind, and every question is asked on some way', () => {
    const reached = new Set(
      all.flatMap(({ next }) => ('matters' in next ? next.matters.map(({ kind, track }) => `${kind} ${track}`) : [])),
    )
    const tracks = definitions.flatMap(({ kind, tracks }) => tracks.map((track) => `${kind} ${track}`))
    expect([...reached].toSorted()).toEqual(tracks.toSorted())
    expect(new Set(all.flatMap(({ answers }) => [...answers.keys()]))).toEqual(new Set(Object.keys(guideTree)))
  })

  test.each([
    [
      'somebody new without a registered address',
      { goal: 'work', permit: 'none', registered: 'no' },
      ['accommodation-registration self-declaration', 'work-permit new'],
    ],
    ['somebody registered already', { goal: 'work', permit: 'none', registered: 'yes' }, ['work-permit new']],
    [
      'a foreigner who settles and has nothing yet',
      { goal: 'settle', nationality: 'foreign', 'holds-permit': 'no', 'registered-settling': 'no' },
      ['accommodation-registration self-declaration', 'work-permit new', 'talent-settlement talent-residence'],
    ],
    ['a returnee', { goal: 'settle', nationality: 'chinese-returnee' }, ['talent-settlement returnee-household']],
    ['an answer that is none', { goal: 'work', permit: 'toString' }, 'permit'],
    ['no answer', {}, 'goal'],
  ])('tell %s what is needed, in order', (_who, answers, matters) => {
    expect(advised(answers)).toEqual(matters)
  })

  test('carry the day of the policy and have words for all they say in every language', async () => {
    const { has } = await createTranslator()
    const keys = Object.entries(guideTree).flatMap(([question, answers]) => [
      `guide:ask.${question}`,
      ...Object.entries(answers).flatMap(([answer, next]) => [
        `guide:answer.${question}.${answer}`,
        ...('matters' in next ? next.matters.map(({ why }) => `guide:why.${why}`) : []),
      ]),
    ])
    expect(policyDate).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(languages.flatMap((language) => keys.filter((key) => !has(language, key)))).toEqual([])
  })
})
