import { code } from '../../domain/case/codes.ts'
import { publicNoticeDays } from '../../domain/kinds/talent-settlement/rules.ts'
import { firstOf } from '../kit/first-of.ts'
import type { Act, Decision } from '../kit/index.ts'
import { type Approval, type Limits, pause, resume, type Settlement, signatures } from './limits.ts'

const reason = 'public-notice'

/**
 * A household registration is announced for five working days that no clock counts; anyone may object. The way goes on a
 * second after their end, and once every objection was examined; the objection that was found founded, if one was.
 */
export async function published(
  application: Settlement,
  limits: Limits,
  approval: Approval,
): Promise<Decision | undefined> {
  if (application.track !== 'returnee-household') return undefined
  application.stage('publication', 'centre')
  pause(limits, reason, approval.at)
  const notice: { isOver: boolean; open: number; founded?: Decision } = { isOver: false, open: 0 }
  application.alongside(async () => {
    const last = await application.workingDaysOver(publicNoticeDays, approval.at)
    resume(limits, reason, last)
    application.noLonger('record-objection')
    notice.isOver = true
  })
  application.offer('record-objection', async (objection) => {
    notice.open += 1
    const examined = await objectionExamined(application, objection, approval)
    if (examined.outcome === 'founded') notice.founded ??= examined
    notice.open -= 1
  })
  await application.issueRevocably('public-notice', { signedBy: signatures(approval) })
  await firstOf({
    passed: () => application.when(() => notice.isOver && notice.open === 0),
    objected: () => application.when(() => notice.founded !== undefined),
  })
  application.noLonger('record-objection')
  return notice.founded
}

/** Judged by another officer than the one who approved what is objected to. */
const objectionExamined = (application: Settlement, { note }: Act, approval: Approval): Promise<Decision> =>
  application.signOff('examine-objection', {
    notBy: approval.persons,
    ...(note === null ? {} : { about: { objection: code(note) } }),
  })
