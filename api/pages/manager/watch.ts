import type { RequestHandler } from 'express'
import { formatInstant, instantFromMillis } from '../../../domain/time/local-date.ts'
import { type Exception, type WatchReport, watched, watchOver } from '../../../prisma/watch.ts'
import { signedPage } from '../guard.ts'
import { type Kit, show } from '../kit.ts'
import type { Speech } from '../speech.ts'
import { messageName } from '../story.ts'
import { say } from './sla-words.ts'

/** More of one sort are counted, not listed. */
const mostListed = 50

/** What is lost, in words; an act is named by its operation, which is the same in every language. */
function whatText(speech: Speech, { watched: sort, what, kind }: Exception): string {
  if (sort === 'message') return messageName(speech, kind ?? 'common', what)
  return sort === 'slot' ? speech.p(`bookings.purpose.${what}`) : what
}

const rowOf = (speech: Speech, exception: Exception) => ({
  href: exception.number === null ? undefined : `/cases/${exception.caseId}`,
  number: exception.number ?? '–',
  kind: exception.kind === null ? '–' : speech.word(exception.kind, 'name'),
  what: whatText(speech, exception),
  since: speech.shortDateTime(formatInstant(instantFromMillis(exception.since.getTime()))),
})

const reportShown = (speech: Speech, { watched: sort, looked, lost, exceptions }: WatchReport) => ({
  id: sort,
  title: say(speech, `watch.${sort}.title`),
  rule: say(speech, `watch.${sort}.rule`),
  looked: say(speech, 'watch.looked', { count: looked }),
  tone: lost === 0 ? 'good' : 'bad',
  state: lost === 0 ? say(speech, 'watch.none') : say(speech, 'watch.lost', { count: lost }),
  rows: exceptions.map((each) => rowOf(speech, each)),
})

/** Nothing is lost: every open case has an owner or a timer, every message an end, every slot a case; or it stands here. */
export const watchPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'audit-sla', async (visit) => {
    const { speech } = visit
    const { prisma, officeTime } = kit.parts
    const now = await officeTime.now()
    const reports = await Promise.all(watched.map((sort) => watchOver(prisma, sort, { now, limit: mostListed })))
    const data = { reports: reports.map((report) => reportShown(speech, report)) }
    await show(visit, { template: 'watch', title: say(speech, 'watch.title'), data })
  })
