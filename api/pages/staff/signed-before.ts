import { sealedId } from '../../../domain/case/codes.ts'
import { at } from '../../../domain/case/form.ts'
import type { SignedVisit } from '../kit.ts'
import { outcomeName, storyOf } from '../story.ts'
import type { TaskReading } from './task-reading.ts'

type Decided = Extract<TaskReading['reading']['events'][number], { readonly type: 'decided' }>

/** Reasons and words that were given with a signature. */
async function saidWith({ kit, speech }: SignedVisit, { reading }: TaskReading, { data }: Decided): Promise<string> {
  const note = data.note === null ? undefined : await kit.parts.vault.open(reading.seen.id, sealedId(data.note))
  const words = at(note, 'text')
  const reasons = data.reasons.map((reason) => speech.word(reading.view.kind, `reasons.${reason}.short`))
  return [...reasons, ...(typeof words === 'string' && words !== '' ? [words] : [])].join(' · ')
}

/** Papers that came, or came anew, after an instant. */
function papersSince({ speech }: SignedVisit, { reading }: TaskReading, instant: string): string {
  const { view } = reading
  const fresh = (view.materials ?? []).filter((file) => Date.parse(file.at) > Date.parse(instant))
  return [...new Set(fresh.map(({ type }) => speech.word(view.kind, `materials.${type}.name`)))].join(' · ')
}

/** Who signed what before, with reasons and words, and everything that has changed since the last signature. */
export async function signedBefore(visit: SignedVisit, shown: TaskReading) {
  const { speech } = visit
  const { view, events, nameOf } = shown.reading
  const decided = events.filter((event) => event.type === 'decided')
  const signed = await Promise.all(
    decided.map(async (event) => ({
      label: speech.word(view.kind, `tasks.${event.data.task}.title`),
      value: speech.p('task.signed', {
        outcome: outcomeName(speech, view.kind, { task: event.data.task, outcome: event.data.outcome }),
        name: nameOf(event.data.by),
        on: speech.shortDateTime(event.at),
      }),
      note: await saidWith(visit, shown, event),
    })),
  )
  const last = decided.at(-1)
  const papers = last === undefined ? '' : papersSince(visit, shown, last.at)
  const since = last === undefined ? [] : events.filter(({ seq }) => seq > last.seq)
  return {
    signed,
    papersSince: papers === '' ? undefined : speech.t('desk:since.papers', { list: papers }),
    since: storyOf(since, { speech, kind: view.kind, nameOf, isWhole: true }),
  }
}
