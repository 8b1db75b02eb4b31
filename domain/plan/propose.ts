/** What somebody answers who wants to know what there is to do; every answer is optional. */
export type PlanAnswers = {
  /** ISO 3166-1 alpha-3. */
  readonly nationality?: string | undefined
  readonly arrivedOn?: string | undefined
  readonly job?: 'none' | 'offer' | 'working' | 'new-employer' | undefined
  readonly permit?: 'none' | 'valid' | 'expiring' | 'lost' | undefined
  readonly home?: 'hotel' | 'own' | 'rented' | 'with-friends' | 'employer' | 'looking' | undefined
  readonly family?: 'none' | 'with-me' | undefined
  readonly study?: 'none' | 'abroad' | undefined
  readonly dispute?: boolean | undefined
}

/** A matter that the answers speak for, with the reason in a code. */
export type Proposal = { readonly kind: string; readonly track: string; readonly reason: string }

const isForeign = ({ nationality }: PlanAnswers): boolean => nationality !== undefined && nationality !== 'CHN'
const hasJob = ({ job }: PlanAnswers): boolean => job !== undefined && job !== 'none'
const lodgings: ReadonlySet<string> = new Set(['own', 'rented', 'with-friends', 'employer'])

type Rule = Proposal & { readonly when: (answers: PlanAnswers) => boolean }

const permitBy = (track: string, reason: string, when: Rule['when']): Rule => ({
  kind: 'work-permit',
  track,
  reason,
  when: (answers) => isForeign(answers) && when(answers),
})

/** In the order in which the matters come; of one kind the first that fits. */
const rules: readonly Rule[] = [
  {
    ...{ kind: 'accommodation-registration', track: 'self-declaration', reason: 'stays-not-in-a-hotel' },
    when: (answers) => isForeign(answers) && lodgings.has(answers.home ?? ''),
  },
  permitBy('replacement', 'permit-lost', ({ permit }) => permit === 'lost'),
  permitBy('change-of-employer', 'other-employer', ({ job, permit }) => job === 'new-employer' && permit !== 'none'),
  permitBy('renewal', 'permit-expires', ({ permit }) => permit === 'expiring'),
  permitBy('new', 'works-without-permit', (answers) => hasJob(answers) && (answers.permit ?? 'none') === 'none'),
  {
    ...{ kind: 'talent-settlement', track: 'talent-residence', reason: 'talent-from-abroad' },
    when: (answers) => isForeign(answers) && hasJob(answers) && answers.study === 'abroad',
  },
  {
    ...{ kind: 'talent-settlement', track: 'returnee-household', reason: 'returned-with-a-degree' },
    when: (answers) => answers.nationality === 'CHN' && hasJob(answers) && answers.study === 'abroad',
  },
  {
    ...{ kind: 'apartment-allocation', track: 'immediate', reason: 'looks-for-a-home' },
    when: (answers) => answers.home === 'looking' && hasJob(answers),
  },
  {
    ...{ kind: 'arbitration-intake', track: 'individual', reason: 'has-a-dispute' },
    when: ({ dispute }) => dispute === true,
  },
]

/** The matters that a few answers speak for, each once, with its reason; the person chooses. */
export function propose(answers: PlanAnswers): readonly Proposal[] {
  const fitting = rules.filter(({ when }) => when(answers))
  return fitting
    .filter((rule, index) => fitting.findIndex(({ kind }) => kind === rule.kind) === index)
    .map(({ kind, track, reason }) => ({ kind, track, reason }))
}
