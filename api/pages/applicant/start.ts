import type { RequestHandler } from 'express'
import type { Definition } from '../../../domain/case/definition.ts'
import { definitionOf, definitions } from '../../../domain/kinds/index.ts'
import { openCase } from '../../commands/open-case.ts'
import { isProblem, type Problem } from '../../problems.ts'
import { attempt, problemData } from '../attempt.ts'
import { type Field, idOf } from '../fields.ts'
import { signedPage } from '../guard.ts'
import { goTo, isStaff, type Kit, type SignedVisit, show, showProblem } from '../kit.ts'
import { fieldsFor } from '../plain-fields.ts'
import type { Speech } from '../speech.ts'
import { textOf } from '../typed.ts'
import { kindCard, promiseText } from './home.ts'

/** What the centre can do for people. */
export const startPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'open-case', (visit) =>
    show(visit, {
      template: 'start',
      title: visit.speech.p('start.title'),
      data: { kinds: definitions.map((definition) => kindCard(visit.speech, definition)) },
    }),
  )

function trackField(speech: Speech, { kind, tracks }: Definition, chosen: string): Field {
  return {
    name: 'track',
    id: idOf('track'),
    label: speech.p('start.track'),
    input: 'radio',
    optional: false,
    value: '',
    options: tracks.map((track) => {
      const hint = speech.ofKind(kind, `trackHints.${track}`)
      return {
        value: track,
        label: speech.word(kind, `tracks.${track}`),
        chosen: track === chosen,
        ...(hint === undefined ? {} : { hint }),
      }
    }),
  }
}

/** A material by name, with what to look out for. */
const materialText = (speech: Speech, kind: string, type: string) => ({
  name: speech.word(kind, `materials.${type}.name`),
  hint: speech.ofKind(kind, `materials.${type}.hint`),
})

const papersOf = (speech: Speech, { kind, tracks, materials }: Definition) =>
  tracks.map((track) => ({
    name: speech.word(kind, `tracks.${track}`),
    materials: Object.entries(materials)
      .filter(([, material]) => material.tracks.includes(track))
      .map(([type]) => materialText(speech, kind, type)),
  }))

async function showTracks(visit: SignedVisit, definition: Definition, problem?: Problem): Promise<void> {
  const { speech, caller, sent } = visit
  const { kind, tracks, law } = definition
  const field = fieldsFor(speech, problem?.errors)
  const receipt = field({
    name: 'receivedAt',
    label: 'start.received',
    input: 'datetime-local',
    optional: true,
    value: textOf(sent, 'receivedAt'),
  })
  const said = problem === undefined ? {} : problemData(problem, { speech, labelOf: () => undefined })
  await show(visit, {
    template: 'track',
    title: speech.word(kind, 'name'),
    status: problem === undefined ? 200 : 422,
    data: {
      kindName: speech.word(kind, 'name'),
      summary: speech.ofKind(kind, 'summary'),
      tracks: trackField(speech, definition, textOf(sent, 'track') || (tracks[0] ?? '')),
      papers: papersOf(speech, definition),
      promise: promiseText(speech, definition, tracks[0] ?? ''),
      articles: law.articles.join(', '),
      receipt: isStaff(caller) && caller.role !== 'kiosk' ? receipt : undefined,
      ...said,
    },
  })
}

const ofKind =
  (handle: (visit: SignedVisit, definition: Definition) => Promise<void>) =>
  async (visit: SignedVisit): Promise<void> => {
    const definition = definitionOf(String(visit.request.params['kind']))
    await (definition === undefined ? showProblem(visit, { refused: 'not-found' }) : handle(visit, definition))
  }

/** Which track, and what it needs. */
export const tracksPage = (kit: Kit): RequestHandler =>
  signedPage(
    kit,
    'open-case',
    ofKind((visit, definition) => showTracks(visit, definition)),
  )

/** Begins a draft. */
export const beginDraft = (kit: Kit): RequestHandler =>
  signedPage(
    kit,
    'open-case',
    ofKind(async (visit, definition) => {
      const { sent } = visit
      const receivedAt = textOf(sent, 'receivedAt')
      const outcome = await attempt(visit, openCase, {
        kind: definition.kind,
        track: textOf(sent, 'track'),
        form: {},
        ...(receivedAt === '' ? {} : { receivedAt: `${receivedAt.slice(0, 16)}:00+08:00` }),
      })
      if (isProblem(outcome)) return await showTracks(visit, definition, outcome)
      const id = 'pending' in outcome ? outcome.pending : outcome.created
      goTo(visit, id == null ? '/' : `/cases/${id}/form`)
    }),
  )
