import type { RequestHandler } from 'express'
import { dimensions, standings } from '../../../domain/audit/sla.ts'
import { parseLocalDate } from '../../../domain/time/local-date.ts'
import type { ClockFilter } from '../../../prisma/audit.ts'
import { type SlaLine, slaLines } from '../../commands/audit-sla.ts'
import { pageByPosition, positionOf } from '../../routes/paging.ts'
import { signedPage } from '../guard.ts'
import { type Kit, type SignedVisit, show } from '../kit.ts'
import type { Speech } from '../speech.ts'
import { addressOf, askedOf, notEnded, type SlaWish, wishOf } from './sla-question.ts'
import { clockName, groupName, isInHours, lawName, say, usedText } from './sla-words.ts'

const perPage = 50
const standingTones = { kept: 'good', breached: 'bad', running: 'act', cancelled: '' } as const

/** Which of the clocks are looked at: those a bar stood for. */
function filterOf(visit: SignedVisit): ClockFilter {
  const alike = dimensions.flatMap((name): readonly (readonly [string, string])[] => {
    const value = askedOf(visit, name)
    return value === undefined ? [] : [[name, value === notEnded ? '' : value]]
  })
  const standing = [...standings, 'soon' as const].find((each) => each === askedOf(visit, 'standing'))
  return { ...Object.fromEntries(alike), standing, due: parseLocalDate(askedOf(visit, 'due') ?? '') }
}

/** What the clocks have in common, in words. */
function filterText(speech: Speech, filter: ClockFilter): string {
  const { standing, due, kind = '', clock = '', stage = '', team = '', basis = '', law = '' } = filter
  const tally = { kind, clock, stage, team, basis, law }
  const alike = dimensions.filter((name) => name !== 'kind' && filter[name] !== undefined)
  const whole = filter.kind === undefined ? [] : [speech.word(kind, 'name')]
  const names = alike.map((name) => groupName(speech, name, { ...unsaid, ...tally }).replace(`${whole[0]}: `, ''))
  const dueOn = due === undefined ? [] : [say(speech, 'clocks.due-on', { on: speech.date(due) })]
  return [...(standing === undefined ? [] : [say(speech, `standing.${standing}`)]), ...whole, ...names, ...dueOn].join(
    ' · ',
  )
}

const unsaid = {
  since: '',
  standing: 'running',
  used: null,
  clocks: 0,
  soon: 0,
  centreSeconds: 0,
  applicantSeconds: 0,
  externalSeconds: 0,
} as const

const dueText = (speech: Speech, line: SlaLine): string => {
  if (line.dueOn === null) return '–'
  return line.dueAt !== null && isInHours(line) ? speech.shortDateTime(line.dueAt) : speech.shortDate(line.dueOn)
}

const rowOf = (speech: Speech, wish: SlaWish, line: SlaLine) => ({
  number: line.number,
  href: `/sla/clocks/${line.case}/${line.clock}/${line.run}${wish.asOf === undefined ? '' : `?asOf=${wish.asOf}`}`,
  clock: clockName(speech, line),
  kind: speech.word(line.kind, 'name'),
  law: lawName(speech, line.legalBasis),
  started: speech.shortDate(line.startedAt),
  due: dueText(speech, line),
  ended: line.endedAt === null ? '–' : speech.shortDate(line.endedAt),
  standing: say(speech, `standing.${line.standing}`),
  tone: standingTones[line.standing],
  used: usedText(speech, line, line.used),
  late: line.late === null ? '' : say(speech, 'clocks.late', { late: usedText(speech, line, line.late) }),
})

/** The very clocks behind a number, oldest first. */
export const slaClocksPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'audit-sla', async (visit) => {
    const { speech } = visit
    const [wish, filter] = [await wishOf(visit), filterOf(visit)]
    const position = positionOf({ cursor: askedOf(visit, 'after'), limit: perPage })
    const lines = await slaLines(kit.parts, wish.question, { ...filter, ...position })
    const { items, next } = pageByPosition(lines, position)
    const said = Object.entries(filter).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value === '' ? notEnded : value]],
    )
    const data = {
      lead: filterText(speech, filter),
      span: say(speech, 'clocks.span', {
        from: speech.shortDate(wish.question.from),
        to: speech.shortDate(wish.question.to),
      }),
      asOf: wish.asOf === undefined ? undefined : speech.date(wish.asOf),
      lines: items.map((line) => rowOf(speech, wish, line)),
      next: next === null ? undefined : addressOf('/sla/clocks', wish, { ...Object.fromEntries(said), after: next }),
      trail: [{ href: addressOf('/sla', wish), text: say(speech, 'sla.title') }],
    }
    await show(visit, { template: 'sla-clocks', title: say(speech, 'clocks.title'), data })
  })
