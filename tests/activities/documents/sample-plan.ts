import { paperValues } from '../../../activities/plans/paper-values.ts'
import type { Language } from '../../../domain/case/language.ts'
import { comparePlans } from '../../../domain/plan/compare-plans.ts'
import { planOf } from '../../../domain/plan/make-plan.ts'
import { composePaper } from '../../../templates/compose-paper.ts'
import type { Paper } from '../../../templates/paper.ts'
import { createTranslator } from '../../../templates/translate.ts'
import { collected, day, permit, residence, stay } from '../../domain/plan/sample-matters.ts'
import { publishedTables as tables } from '../../domain/time/tables.ts'
import { templates } from './sample-papers.ts'

/** A plan of three matters, after one of them has moved. */
export async function samplePlanPaper(language: Language): Promise<Paper> {
  const translator = await createTranslator()
  const matters = [stay(), permit({ presence: [...permit().presence, collected] }), residence()]
  const input = { isRegistered: false, on: day('2026-03-02'), tables }
  const before = planOf({ ...input, matters: matters.slice(1) })
  const plan = planOf({ ...input, matters })
  const changes = comparePlans(before, plan).map((change) => ({ ...change, at: '2026-03-02T10:00:00+08:00' }))
  return composePaper(templates.templateOf('plan', 'plan'), templates.stringsOf('plan'), {
    language,
    values: paperValues(translator, language, { plan, changes }),
    reasons: [],
    reasonText: (reason) => reason,
    number: 'JH-2026-000002',
    issuedOn: '2026-03-02',
    caseNumber: 'P-2026-000001-X',
    verificationUrl: 'https://visit.example/verify/7K3M-9QXA-22BD-F0TZ',
    verificationCode: '7K3M-9QXA-22BD-F0TZ',
    signers: [],
    replaces: 'JH-2026-000001',
  })
}
