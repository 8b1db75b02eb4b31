import type { RequestHandler } from 'express'
import { definitions } from '../../../domain/kinds/index.ts'
import { parseInstant, parseLocalDate } from '../../../domain/time/local-date.ts'
import { tablesByName } from '../../../prisma/calendar-tables.ts'
import { clockView } from '../../commands/clock-view.ts'
import { formOf } from '../../commands/schemas.ts'
import { clockModel } from '../clock-model.ts'

import { page } from '../guard.ts'
import { drawnSchema } from '../json-schema.ts'
import { type Kit, show, type Visit } from '../kit.ts'
import { sectionsOf } from '../sections.ts'
import { wayOf } from '../way.ts'

const tokens = [
  ...['paper', 'surface', 'sunken', 'ink', 'ink-soft', 'line', 'line-strong', 'act', 'act-strong', 'act-tint', 'seal'],
  ...['good', 'good-tint', 'warn', 'warn-tint', 'bad', 'bad-tint', 'wait', 'wait-tint', 'focus'],
]

/** A clock of the Spring Festival of 2026, which shows every sort of day. */
async function sampleClock({ kit, speech }: Visit, kind: string, code: string) {
  const [startedOn, dueOn] = [parseLocalDate('2026-02-10'), parseLocalDate('2026-02-26')]
  const now = parseInstant('2026-02-24T10:00:00+08:00')
  if (startedOn === undefined || dueOn === undefined || now === undefined) throw new Error('the sample has no dates')
  const tables = ['cn-2026@1']
  const snapshot = {
    code,
    run: 1,
    basis: 'promise',
    rule: { kind: 'working-days', n: 7 },
    legalBasis: 'centre',
    start: '2026-02-10T10:00:00+08:00',
    startedOn,
    dueOn,
    dueAt: '2026-02-26T23:59:59+08:00',
    endedAt: null,
    state: 'running',
    provisional: false,
    tables,
    events: [],
  } as const
  const view = clockView(snapshot, await tablesByName(kit.parts.prisma, tables), now)
  return clockModel(view, { kind, speech, today: '2026-02-24', snapshot })
}

/** Every part that pages are made of, on one page. */
export const designPage = (kit: Kit): RequestHandler =>
  page(kit, async (visit) => {
    const { speech } = visit
    const definition = definitions[0]
    if (definition === undefined) throw new Error('there is no kind to show')
    const { kind, tracks, promise } = definition
    const track = tracks[0] ?? ''
    const shown = {
      kind,
      track,
      stage: definition.stages[2] ?? '',
      status: 'accepted',
      outcome: null,
      waitingFor: 'centre',
    } as const
    const faults = [{ pointer: '/form/person/familyName', code: 'field-missing' }]
    const filling = { speech, kind, draft: {}, faults, base: 'form' }
    const clock = await sampleClock(visit, kind, promise)
    const sample = {
      clock,
      due: clock.due,
      way: wayOf(definition, shown, { moved: definition.stages.slice(0, 2), speech }),
      story: [
        {
          at: '2026-02-10',
          when: speech.shortDate('2026-02-10'),
          text: speech.t('common:events.corrections-asked'),
          look: 'heavy',
        },
        { at: '2026-02-09', when: speech.shortDate('2026-02-09'), text: speech.t('common:events.drafted'), look: '' },
      ],
      sections: sectionsOf(drawnSchema(formOf(kind).schema(track)), filling).slice(0, 1),
    }
    await show(visit, { template: 'design', title: speech.p('design.title'), data: { tokens, sample } })
  })
