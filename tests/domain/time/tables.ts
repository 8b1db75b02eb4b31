import { existsSync, readFileSync } from 'node:fs'
import { type CalendarTable, readTable } from '../../../domain/time/calendar.ts'

/** The project's folder. */
export const root = new URL('../../../', import.meta.url)

/** A published table by its name: version 1 has no version in its file name; trial tables lie in `trial/`. */
export function publishedTable(name: string): CalendarTable {
  const files = [`calendars/${name.replace(/@1$/, '')}.json`, `calendars/${name}.json`, `calendars/trial/${name}.json`]
  const found = files.map((file) => new URL(file, root)).find((file) => existsSync(file))
  if (found === undefined) throw new Error(`no table ${name}`)
  const table = readTable(JSON.parse(readFileSync(found, 'utf8')))
  if ('malformed' in table) throw new Error(`${name}: ${table.malformed}`)
  return table
}

/** The tables the centre starts with: 2024 to 2026, 2027 not published. */
export const publishedTables: readonly CalendarTable[] = ['cn-2024@1', 'cn-2025@1', 'cn-2026@1'].map(publishedTable)
