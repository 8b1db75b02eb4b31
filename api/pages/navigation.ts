import type { Team } from '../../domain/case/definition.ts'
import { type Caller, may, type Operation } from '../../domain/identity/roles.ts'
import type { Speech } from './speech.ts'

type Entry = {
  readonly href: string
  /** Key of its words: among the pages' own, or with its namespace. */
  readonly text: string
  readonly needs: Operation
  readonly only?: readonly string[]
  /** Of interest to one team alone. */
  readonly team?: Team
}

const own = ['applicant', 'agent']
const filing = [...own, 'officer', 'supervisor', 'kiosk']

/** Every desk's pages, in the order of a day's work. */
const entries: readonly Entry[] = [
  { href: '/', text: 'home.cases', needs: 'read-cases', only: own },
  { href: '/tasks', text: 'inbox.title', needs: 'read-tasks' },
  { href: '/calls', text: 'video:desk.title', needs: 'hold-task', team: 'settlement' },
  { href: '/cases', text: 'search.title', needs: 'read-cases', only: ['officer', 'supervisor', 'auditor'] },
  { href: '/start', text: 'start.title', needs: 'open-case', only: filing },
  { href: '/apartments', text: 'homes:title', needs: 'own-account', only: [...own, 'supervisor'] },
  { href: '/apartments', text: 'homes:title', needs: 'run-round', only: ['officer'], team: 'housing' },
  { href: '/stuck', text: 'stuck.title', needs: 'rescue-step' },
  { href: '/connections', text: 'manager:connections.title', needs: 'rescue-step' },
  { href: '/team', text: 'team.title', needs: 'roster-officers' },
  { href: '/sla', text: 'manager:sla.title', needs: 'audit-sla' },
  { href: '/forecast', text: 'manager:forecast.title', needs: 'audit-sla' },
  { href: '/watch', text: 'manager:watch.title', needs: 'audit-sla' },
  { href: '/calendars', text: 'calendars.title', needs: 'confirm-calendar' },
  { href: '/work', text: 'office:title', needs: 'run-batch' },
]

export type NavigationItem = { readonly href: string; readonly text: string; readonly current: boolean }

const isFor = ({ needs, only, team }: Entry, { role, teams }: Caller): boolean =>
  may(role, needs) && (only?.includes(role) ?? true) && (team === undefined || teams.includes(team))

/** What the caller's role may open at all. */
export const navigationOf = (speech: Speech, caller: Caller | undefined, path: string): readonly NavigationItem[] =>
  entries
    .filter((entry) => caller !== undefined && isFor(entry, caller))
    .map(({ href, text }) => ({
      href,
      text: text.includes(':') ? speech.t(text) : speech.p(text),
      current: href === '/' ? path === '/' : path.startsWith(href),
    }))
