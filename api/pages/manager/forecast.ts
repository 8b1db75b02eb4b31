import type { RequestHandler } from 'express'
import { addMonths } from '../../../domain/time/local-date.ts'
import { forecastWork, type TeamForecast } from '../../commands/forecast-work.ts'
import { signedPage } from '../guard.ts'
import { type Kit, show } from '../kit.ts'
import type { Speech } from '../speech.ts'
import { columnChart } from './charts.ts'
import { queryOf } from './sla-question.ts'
import { say } from './sla-words.ts'

/** Longer than any limit runs. */
const monthsBack = 60

type Day = TeamForecast['days'][number]

const hrefOf = (team: string, { day }: Day): string =>
  `/sla/clocks?${queryOf({ from: addMonths(day, -monthsBack), to: day, team, standing: 'running', due: day })}`

function dayShown(speech: Speech, team: string, day: Day) {
  const href = day.due === 0 ? undefined : hrefOf(team, day)
  const label = speech.shortDate(day.day)
  const parts = [
    { tone: 'wait', value: day.due - day.breach, which: 'due' },
    { tone: 'bad', value: day.breach, which: 'breach' },
  ]
  return {
    label,
    href,
    rest: !day.isWorking,
    due: speech.number(day.due),
    breach: speech.number(day.breach),
    breaks: day.breach > 0,
    total: '',
    parts: parts.map(({ tone, value, which }) => ({
      tone,
      value,
      title: `${label}: ${say(speech, `forecast.${which}`)} ${speech.number(value)}`,
      href: href ?? '',
    })),
  }
}

function teamShown(speech: Speech, { team, pace, days }: TeamForecast) {
  const shown = days.map((day) => dayShown(speech, team, day))
  const [due, breach] = [days.reduce((sum, day) => sum + day.due, 0), days.reduce((sum, day) => sum + day.breach, 0)]
  return {
    id: team,
    name: speech.t(`common:teams.${team}`),
    pace: say(speech, 'forecast.pace', { pace: speech.number(Math.round(pace * 10) / 10) }),
    tone: breach === 0 ? 'good' : 'bad',
    state: breach === 0 ? say(speech, 'forecast.well') : say(speech, 'forecast.breaks', { count: breach }),
    chart: due === 0 ? undefined : columnChart(shown),
    days: shown,
  }
}

/** What falls due per day and team in the next two weeks, and what will be broken if nothing changes. */
export const forecastPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'audit-sla', async (visit) => {
    const { speech } = visit
    const teams = await forecastWork(kit.parts)
    const data = {
      teams: teams.map((team) => teamShown(speech, team)),
      legend: [
        { text: say(speech, 'forecast.due'), tone: 'wait' },
        { text: say(speech, 'forecast.breach'), tone: 'bad' },
      ],
    }
    await show(visit, { template: 'forecast', title: say(speech, 'forecast.title'), data })
  })
