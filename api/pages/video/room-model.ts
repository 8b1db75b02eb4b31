import { z } from 'zod'
import { personId } from '../../../domain/case/codes.ts'
import { admitSignatory } from '../../../domain/case/sign-off.ts'
import { findings } from '../../../domain/kinds/talent-settlement/rules.ts'
import { callTask, type Room, taskOfCall } from '../../commands/call-room.ts'
import type { CallView } from '../../commands/call-view.ts'
import type { CaseReading } from '../case-reading.ts'
import { idOf, type Option } from '../fields.ts'
import { refusalText, type SignedVisit } from '../kit.ts'
import { fileLine } from '../material-cards.ts'
import { fieldsFor } from '../plain-fields.ts'
import type { Speech } from '../speech.ts'
import { outcomeName } from '../story.ts'
import { textOf } from '../typed.ts'

/** A video room on its page: who looks at it, the room, its case, and how it stands. */
export type RoomShown = {
  readonly visit: SignedVisit
  readonly room: Room
  readonly reading: CaseReading
  readonly view: CallView
}

const pictures: readonly string[] = ['image/jpeg', 'image/png', 'image/webp']

export const evidenceHref = (booking: string, id: string): string => `/api/v1/bookings/${booking}/call/evidence/${id}`

const findingName = (speech: Speech, kind: string, finding: string): string =>
  speech.word(kind, `options.documents.${finding}`)

/** What was uploaded of an original, to hold against what is shown. */
function filedOf({ visit: { speech }, reading: { view } }: RoomShown, type: string) {
  const files = (view.materials ?? []).filter((file) => file.type === type && file.state !== 'superseded')
  return files.map((file) => {
    const { href, name, when } = fileLine(speech, view.id, file)
    return { href, name, when, isPicture: pictures.includes(file.mime) }
  })
}

function stillsOf({ visit: { speech }, room, view }: RoomShown, type: string, document: string) {
  return view.evidence
    .filter((each) => each.type === type)
    .map(({ id, at, sha256 }) => ({
      id,
      href: evidenceHref(room.booking.id, id),
      alt: speech.t('video:checklist.still-of', { document, at: speech.shortDateTime(at) }),
      fingerprint: speech.t('video:evidence.fingerprint', { hash: sha256.slice(0, 16) }),
    }))
}

const kept = z.object({ documents: z.record(z.string(), z.string()).catch({}), note: z.string().catch('') })

/** What is filled in: what was just sent, else what was kept. */
function filledIn({ visit: { sent, request }, view }: RoomShown) {
  const { documents, note } = kept.parse(view.checklist ?? {})
  const isSent = request.method === 'POST'
  return {
    findingOf: (type: string): string => (isSent ? textOf(sent, `documents.${type}`) : (documents[type] ?? '')),
    note: isSent ? textOf(sent, 'note') : note,
    outcome: isSent ? textOf(sent, 'outcome') : '',
  }
}

/** Each original with what was uploaded of it, how it is found, and the still images taken. */
function documentsOf(shown: RoomShown) {
  const { visit, reading, view } = shown
  const { kind } = reading.view
  const { findingOf } = filledIn(shown)
  return view.originals.map((type) => {
    const name = visit.speech.word(kind, `materials.${type}.name`)
    const stills = stillsOf(shown, type, name)
    return {
      type,
      name,
      filed: filedOf(shown, type),
      stills,
      count: stills.length === 0 ? '' : visit.speech.t('video:checklist.stills', { count: stills.length }),
      findings: findings.map(
        (value): Option => ({
          value,
          label: findingName(visit.speech, kind, value),
          chosen: findingOf(type) === value,
        }),
      ),
    }
  })
}

/** The form with which the call is signed: the ordinary decision of its task. */
export function checklistOf(shown: RoomShown) {
  const { visit, room, reading } = shown
  const { speech } = visit
  const task = taskOfCall(room.seen, room.booking)
  if (task === undefined || room.side !== 'officer') return undefined
  const { note, outcome } = filledIn(shown)
  const { row } = room.seen
  const parties = [row.applicantPersonId, row.agentPersonId].filter((id) => id !== null).map(personId)
  const refused = admitSignatory(task, { by: visit.caller.personId, insteadOf: task.insteadOf }, parties)
  return {
    task: task.id,
    cannot: refused === undefined ? undefined : refusalText(speech, refused),
    documents: documentsOf(shown),
    outcome: {
      ...fieldsFor(speech)({ name: 'outcome', label: 'task.outcome', input: 'radio' }),
      options: task.outcomes.map(
        (value): Option => ({
          value,
          label: outcomeName(speech, reading.view.kind, { task: callTask, outcome: value }),
          chosen: outcome === value,
        }),
      ),
    },
    note: {
      ...fieldsFor(speech)({ name: 'note', label: 'task.note', input: 'textarea', value: note, optional: true }),
      id: idOf('note'),
    },
  }
}

/** What was signed, for both. */
export function signedOf({ visit: { speech }, room, reading, view }: RoomShown) {
  if (view.signed === null) return undefined
  const { outcome, documents, at } = view.signed
  const { kind } = reading.view
  const name = outcomeName(speech, kind, { task: callTask, outcome })
  return {
    text: speech.t('video:signed.text', { outcome: name, on: speech.shortDateTime(at) }),
    rows: Object.entries(documents).map(([type, finding]) => ({
      label: speech.word(kind, `materials.${type}.name`),
      value: findingName(speech, kind, typeof finding === 'string' ? finding : 'not-shown'),
    })),
    next: speech.t(`video:signed.${room.side}`),
  }
}
