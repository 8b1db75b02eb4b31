import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { announcementEnds } from '../../../domain/kinds/arbitration-intake/announcement.ts'
import { arbitratorsFor, finalityOf, isFinal } from '../../../domain/kinds/arbitration-intake/finality.ts'
import { earliestHearingOn, postponableUntil } from '../../../domain/kinds/arbitration-intake/hearing.ts'
import { competentDistrict } from '../../../domain/kinds/arbitration-intake/jurisdiction.ts'
import { isWithin, limitationOn } from '../../../domain/kinds/arbitration-intake/limitation.ts'
import { addDays, formatInstant, parseInstant, parseLocalDate } from '../../../domain/time/local-date.ts'
import { publishedTables as published } from '../time/tables.ts'

const row = { why: z.string() }
const track = z.enum(['individual', 'collective', 'employer'])
const claim = z.object({ kind: z.string(), amountFen: z.number().optional() })
const cases = z
  .strictObject({
    jurisdiction: z.array(z.object({ ...row, workplace: z.string(), seats: z.array(z.string()), is: z.string() })),
    finality: z.array(claim.extend({ ...row, on: z.string(), track, is: z.string() })),
    arbitrators: z.array(z.object({ ...row, track, claims: z.array(claim), is: z.number() })),
    limitation: z.array(
      z.object({
        ...row,
        kind: z.string(),
        knewOn: z.string(),
        interruptedOn: z.string().optional(),
        endedOn: z.string().optional(),
        lastDay: z.string().nullable(),
      }),
    ),
    hearing: z.array(z.object({ ...row, served: z.string(), earliest: z.string() })),
    postponement: z.array(z.object({ ...row, hearing: z.string(), until: z.string() })),
    announcement: z.array(z.object({ ...row, at: z.string(), ends: z.string() })),
  })
  .parse(JSON.parse(readFileSync(new URL('rules.json', import.meta.url), 'utf8')))

const day = (text: string) => {
  const read = parseLocalDate(text)
  if (read === undefined) throw new Error(`no day: ${text}`)
  return read
}
const instant = (text: string) => {
  const read = parseInstant(text)
  if (read === undefined) throw new Error(`no instant: ${text}`)
  return read
}
const weighed = ({ kind, amountFen }: z.infer<typeof claim>) => ({
  kind,
  ...(amountFen === undefined ? {} : { amountFen }),
})

describe('The competent commission is that of the place of work or of the employer’s seat, ours first (LMA 21)', () => {
  test.each(cases.jurisdiction)('$why', ({ workplace, seats, is }) => {
    expect(competentDistrict({ workplace, seats }, day('2026-05-18'))).toBe(is)
  })
})

describe('An award is final for the employer item by item (LMA 47)', () => {
  test.each(cases.finality)('$why', ({ on, track: filed, is, ...each }) => {
    const reason = finalityOf(weighed(each), filed === 'employer', day(on))
    expect(reason).toBe(is)
    expect(isFinal(reason)).toBe(['always-final', 'amount-within'].includes(is))
  })
})

describe('One arbitrator is proposed for what is final or small, three for the rest', () => {
  test.each(cases.arbitrators)('$why', ({ track: filed, claims, is }) => {
    expect(arbitratorsFor({ track: filed, claims: claims.map(weighed) }, day('2026-04-13'))).toBe(is)
  })
})

describe('A claim is brought within a year (LMA 27)', () => {
  test.each(cases.limitation)('$why', ({ kind, knewOn, interruptedOn, endedOn, lastDay }) => {
    const limited = {
      kind,
      knewOn: day(knewOn),
      ...(interruptedOn === undefined ? {} : { interruptedOn: day(interruptedOn) }),
    }
    const last = limitationOn(limited, endedOn === undefined ? undefined : day(endedOn), published)
    expect(last ?? null).toBe(lastDay)
    if (last === undefined) return
    expect(isWithin(last, last)).toBe(true)
    expect(isWithin(last, addDays(last, 1))).toBe(false)
  })
})

describe('A hearing leaves five whole days after its notice, and three after the wish for another (LMA 35)', () => {
  test.each(cases.hearing)('$why', ({ served, earliest }) => {
    expect(earliestHearingOn(instant(served), published)).toBe(earliest)
  })
  test.each(cases.postponement)('$why', ({ hearing, until }) => {
    expect(postponableUntil(instant(hearing), published)).toBe(until)
  })
})

describe('An announcement counts as served at the end of its thirtieth day', () => {
  test.each(cases.announcement)('$why', ({ at, ends }) => {
    expect(formatInstant(announcementEnds(instant(at), published))).toBe(ends)
  })
})
