import type { RequestHandler } from 'express'
import { problemCodes, statusOf } from '../../problems.ts'
import { page } from '../guard.ts'
import { type Kit, show, showProblem, type Visit } from '../kit.ts'
import type { Speech } from '../speech.ts'

/** What stands for the figures that only a refusal itself can name. */
const unnamed = { support: '…', earliest: '…' }

function wordsOf(speech: Speech, code: string) {
  const title = speech.ofKind('common', `problems.${code}.title`, unnamed)
  const detail = speech.ofKind('common', `problems.${code}.detail`, unnamed)
  return title === undefined || detail === undefined ? undefined : { title, detail }
}

async function showList(visit: Visit): Promise<void> {
  const { speech } = visit
  const title = speech.t('mine:problems.title')
  const rows = problemCodes.flatMap((code) => {
    const words = wordsOf(speech, code)
    return words === undefined ? [] : [{ ...words, code, href: `/problems/${code}` }]
  })
  await show(visit, {
    template: 'problems',
    title,
    data: { heading: title, lead: speech.t('mine:problems.lead'), rows },
  })
}

/** Every code with which something is refused. */
export const problemsPage = (kit: Kit): RequestHandler => page(kit, showList)

/** What the `type` of a problem leads to: what it means, and what to do next. */
export const problemPage = (kit: Kit): RequestHandler =>
  page(kit, async (visit) => {
    const { speech, request } = visit
    const code = String(request.params['code'])
    const words = /^[a-z-]{1,64}$/.test(code) ? wordsOf(speech, code) : undefined
    if (words === undefined) return await showProblem(visit, { refused: 'not-found' })
    const rows = [
      { label: speech.t('mine:problems.code'), value: code },
      { label: speech.t('mine:problems.status'), value: String(statusOf(code)) },
    ]
    const trail = [{ href: '/problems', text: speech.t('mine:problems.all') }]
    await show(visit, {
      template: 'problem',
      title: words.title,
      data: { heading: words.title, lead: words.detail, rows, trail },
    })
  })
