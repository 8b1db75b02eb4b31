import type { RequestHandler } from 'express'
import { actOnCase } from '../../commands/act.ts'
import { saveDraft } from '../../commands/save-draft.ts'
import { isProblem } from '../../problems.ts'
import { attempt, orOnwards } from '../attempt.ts'
import { goTo, type Kit } from '../kit.ts'
import { textOf, textsOf } from '../typed.ts'
import { showChoice } from './choice-page.ts'
import { type Choosing, choosing } from './choice-reading.ts'
import { orderAfter } from './order-of-choice.ts'

/** Saves what was chosen in the draft, at once. */
async function saved(asked: Choosing, change: { readonly set: Record<string, unknown>; readonly unset?: string[] }) {
  const { visit, reading } = asked
  return await attempt(visit, saveDraft, { case: reading.view.id, ...change })
}

const here = ({ reading, visit }: Choosing): string => {
  const page = textOf(visit.sent, 'page')
  return `/cases/${reading.view.id}/choice${/^\d+$/.test(page) ? `?page=${page}` : ''}`
}

/** Another round has other lots: what was chosen in the one before is nothing in it. */
async function chooseRound(asked: Choosing, roundCode: string): Promise<void> {
  const isOther = asked.round?.code !== roundCode
  const outcome = await saved(asked, { set: { roundCode }, ...(isOther ? { unset: ['preferences'] } : {}) })
  if (isProblem(outcome)) return await showChoice(asked, { problem: outcome })
  goTo(asked.visit, here(asked))
}

async function chooseApartment(asked: Choosing, apartmentId: string): Promise<void> {
  const outcome = await saved(asked, { set: { apartmentId } })
  if (isProblem(outcome)) return await showChoice(asked, { problem: outcome })
  goTo(asked.visit, here(asked), 'saved')
}

async function reorderDraft(asked: Choosing, preferences: readonly string[]): Promise<void> {
  const outcome =
    preferences.length === 0
      ? await saved(asked, { set: {}, unset: ['preferences'] })
      : await saved(asked, { set: { preferences } })
  if (isProblem(outcome)) return await showChoice({ ...asked, order: preferences }, { problem: outcome })
  goTo(asked.visit, `${here(asked)}#chosen`)
}

async function sendChange(asked: Choosing, preferences: readonly string[]): Promise<void> {
  const { visit, reading } = asked
  const input = { case: reading.view.id, action: 'change', data: { set: { preferences } } }
  const outcome = await attempt(visit, actOnCase, input)
  const problem = orOnwards(visit, outcome, { path: `/cases/${reading.view.id}`, told: 'saved' })
  if (problem !== undefined) await showChoice({ ...asked, order: preferences }, { problem, isUnsaved: true })
}

/** The order as the page that was pressed on showed it: of a draft what is saved, else what the page carried. */
function orderSent({ visit, how, order }: Choosing): readonly string[] {
  const pressed = textOf(visit.sent, 'press')
  return orderAfter(how === 'draft' ? order : textsOf(visit.sent, 'order'), pressed)
}

/** In a draft a round or an apartment can be chosen too; what was submitted stays with its own. */
async function chooseInDraft(asked: Choosing): Promise<void> {
  const { sent } = asked.visit
  const [round, apartment] = [textOf(sent, 'round'), textOf(sent, 'apartment')]
  if (round !== '') return await chooseRound(asked, round)
  await (apartment === '' ? reorderDraft(asked, orderSent(asked)) : chooseApartment(asked, apartment))
}

async function chooseAnew(asked: Choosing): Promise<void> {
  const order = orderSent(asked)
  if (textOf(asked.visit.sent, 'press') === 'send') return await sendChange(asked, order)
  await showChoice({ ...asked, order }, { isUnsaved: true })
}

/** Does what a button of the choice says. */
export const choose = (kit: Kit): RequestHandler =>
  choosing(kit, (asked) => (asked.how === 'draft' ? chooseInDraft(asked) : chooseAnew(asked)))
