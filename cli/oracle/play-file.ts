import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { type CalendarTable, readTable } from '../../domain/time/calendar.ts'
import { playAllocation } from './allocation.ts'
import { playDates } from './dates.ts'
import { playIdentifiers } from './identifiers.ts'
import type { Played } from './played.ts'
import { playPoints } from './points.ts'

type Form = { readonly fits: (json: unknown) => boolean; readonly play: (json: unknown) => Iterable<Played> }

const CALENDARS = new URL('../../calendars/', import.meta.url)

// Told apart by what they hold, never by their name. A file is of a form if any of its cases is.
const FORMS: readonly Form[] = [
  { fits: fitting(z.object({ cases: z.array(z.unknown()) })), play: (json) => playDates(json, publishedTables()) },
  { fits: holding(z.object({ do: z.string() })), play: (json) => playAllocation(listOf(json)) },
  { fits: holding(z.object({ type: z.string(), expect: z.unknown() })), play: (json) => playIdentifiers(listOf(json)) },
  { fits: holding(z.object({ onDate: z.string(), input: z.unknown() })), play: (json) => playPoints(listOf(json)) },
]

/** Plays every case of one oracle file. A file that is missing, not JSON or of an unknown form fails by its name. */
export function* playFile(path: string): Iterable<Played> {
  try {
    const json: unknown = JSON.parse(readFileSync(path, 'utf8'))
    const form = FORMS.find(({ fits }) => fits(json))
    if (!form) yield failedFile(path, 'a form that is not known')
    else yield* form.play(json)
  } catch (fault) {
    // Other files are still played; this one is told by its name.
    yield failedFile(path, fault instanceof Error ? fault.message : String(fault))
  }
}

/** The published holiday tables by name, trial tables too: an oracle may count with any of them. */
function publishedTables(): (name: string) => CalendarTable {
  const folders = [CALENDARS, new URL('trial/', CALENDARS)]
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => new URL(name, folder)))
  const tables = files.filter(({ pathname }) => pathname.endsWith('.json')).map(readTableFile)
  const byName = new Map(tables.map((table) => [table.name, table]))
  return (name) => {
    const table = byName.get(name)
    if (!table) throw new RangeError(`no published table ${name}`)
    return table
  }
}

function readTableFile(file: URL): CalendarTable {
  const table = readTable(JSON.parse(readFileSync(file, 'utf8')))
  if ('malformed' in table) throw new RangeError(`${file.pathname}: ${table.malformed}`)
  return table
}

function fitting(form: z.ZodType): (json: unknown) => boolean {
  return (json) => form.safeParse(json).success
}

function holding(form: z.ZodType): (json: unknown) => boolean {
  return (json) => listOf(json).some(fitting(form))
}

function listOf(json: unknown): readonly unknown[] {
  return Array.isArray(json) ? json : []
}

function failedFile(path: string, actual: string): Played {
  const expected = 'cases of dates, identifiers, points or allocation'
  return { id: path, pass: false, differences: [{ what: 'file', expected, actual }] }
}
