import { describe, expect, test } from '@jest/globals'
import { formNamed } from '../../../cli/scenario/forms.ts'
import { talentSettlementForm as kind } from '../../../domain/kinds/talent-settlement/form.ts'
import { instantOf } from '../../../domain/time/local-date.ts'

const household = formNamed('talent-settlement.returnee-household')?.form ?? {}
const residence = formNamed('talent-settlement.talent-residence')?.form ?? {}
const receivedAt = instantOf(Date.UTC(2026, 2, 2, 2) / 1000)

describe('What an application must bring', () => {
  const asked = (form: object, track = 'returnee-household', channel = 'web') =>
    kind.requiredMaterials(track, { ...form }, channel)

  test('a family brings the papers of the family', () => {
    expect(asked(household)).toEqual(
      expect.arrayContaining(['marriage-certificate', 'birth-certificate', 'address-consent', 'travel-record']),
    )
  })

  test('someone alone in a home of their own brings none of them', () => {
    const alone = { ...household, family: [], household: { address: 'X', ownerKind: 'own' } }
    expect(asked(alone)).toEqual([
      ...['passport', 'degree-certificate', 'transcript', 'contract', 'photo'],
      ...['resident-id', 'household-book', 'travel-record'],
    ])
  })

  test('only an agent brings an authority', () => {
    expect(asked(residence, 'talent-residence')).not.toContain('authority')
    expect(asked(residence, 'talent-residence', 'agent')).toContain('authority')
  })

  test('the originals to be seen are those of the papers it brings', () => {
    const facts = (form: object, track: string) => kind.factsOf(track, { ...form }, receivedAt)
    expect(facts(residence, 'talent-residence')['originals']).toEqual(['passport', 'degree-certificate', 'transcript'])
    expect(facts(household, 'returnee-household')).toMatchObject({ members: 2, language: 'zh' })
  })
})

describe('What is wrong with a form is said at once', () => {
  const faults = (form: object, track: string) => kind.faults(track, { ...form }, receivedAt)

  test('the forms of the stories have none', () => {
    expect(kind.schema('returnee-household').safeParse(household).success).toBe(true)
    expect(kind.schema('talent-residence').safeParse(residence).success).toBe(true)
    expect(faults(household, 'returnee-household')).toEqual([])
    expect(faults(residence, 'talent-residence')).toEqual([])
  })

  test('a contract that ends before it begins, a child of the future, no address for the post', () => {
    const wrong = {
      ...residence,
      contract: { startsOn: '2025-01-02', endsOn: '2025-01-02' },
      family: [{ relation: 'child', familyName: 'A', givenNames: 'B', birthDate: '2026-03-03' }],
      collection: 'post',
    }
    expect(faults(wrong, 'talent-residence')).toEqual([
      { pointer: '/form/family/0/birthDate', code: 'date-in-future' },
      { pointer: '/form/contract/endsOn', code: 'period-empty' },
      { pointer: '/form/postalAddress', code: 'field-missing' },
    ])
  })

  test('a passport that expired the day before', () => {
    const person = { ...Object(household['person']), passport: { number: 'EK4820617', expiresOn: '2026-03-01' } }
    expect(faults({ ...household, person }, 'returnee-household')).toEqual([
      { pointer: '/form/person/passport/expiresOn', code: 'passport-expired' },
    ])
  })
})

describe('What goes on as a fact is codes; words stay sealed', () => {
  test('how each original was found', () => {
    const door = kind.decisions['verify-originals']
    expect(door?.facts({ documents: { passport: 'matches' }, note: 'tall' })).toEqual({
      documents: { passport: 'matches' },
    })
    expect(door?.schema.safeParse({ documents: { contract: 'matches' } }).success).toBe(false)
  })

  test('neither an objection nor an address nor an answer', () => {
    expect(kind.actions['record-objection']?.facts({ from: 'A', text: 'B' })).toEqual({})
    expect(kind.actions['answer-question']?.facts({ answer: 'B' })).toEqual({})
    const other = { address: 'B', ownerKind: 'own' }
    expect(kind.actions['other-address']?.facts(other)).toEqual({})
    expect(kind.actions['other-address']?.sets?.(other)).toEqual({
      'household.address': 'B',
      'household.ownerKind': 'own',
    })
  })
})
