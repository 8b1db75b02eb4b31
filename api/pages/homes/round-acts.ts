import { actsIn, admitRoundAct, type RoundAct } from '../../../domain/kinds/apartment-allocation/round.ts'
import { givenOf, standingOf, stateOf } from '../../../prisma/rounds.ts'
import type { Field } from '../fields.ts'
import type { Speech } from '../speech.ts'
import { textOf, textsOf } from '../typed.ts'
import type { Shown } from './round-shown.ts'
import { runsRounds } from './runs-rounds.ts'

type Asked = { readonly name: string; readonly input: string; readonly rows?: number }

const reason: Asked = { name: 'reason', input: 'textarea', rows: 3 }
const apartment: Asked = { name: 'apartment', input: 'text' }

/** What each act asks for. */
const questions: Readonly<Record<RoundAct, readonly Asked[]>> = {
  open: [],
  'take-out': [apartment, reason],
  seal: [],
  draw: [
    { name: 'seed', input: 'text' },
    { name: 'witnesses', input: 'textarea', rows: 4 },
  ],
  'confirm-draw': [],
  redraw: [{ name: 'round', input: 'text' }, { name: 'commitment', input: 'text' }, reason],
  close: [],
  cancel: [reason],
  drop: [apartment, reason],
}

const grave: ReadonlySet<RoundAct> = new Set(['cancel', 'drop', 'redraw', 'take-out'])

/** The id of a question, told apart from the same one of another act. */
export const askedId = (act: string, name: string): string => `f-${act}-${name}`

/** What a question of an act is called. */
export const askedLabel = (speech: Speech, name: string): string => speech.t(`homes:ask.${name}`)

function fieldOf({ visit, view }: Shown, act: RoundAct, { name, input, rows }: Asked): Field {
  const { speech, sent } = visit
  const isThis = visit.request.params['act'] === act
  return {
    name,
    id: askedId(act, name),
    label: askedLabel(speech, name),
    hint: speech.t(`homes:ask-hint.${name}`, name === 'round' ? { code: view.code } : {}),
    input,
    optional: false,
    value: isThis ? textOf(sent, name) : '',
    options: [],
    ...(rows === undefined ? {} : { rows }),
  }
}

/** Why this person cannot do it though it is open: two natural persons, or a supervisor's order. */
function hinderedBy({ visit, row }: Shown, act: RoundAct): string | undefined {
  const { caller, speech } = visit
  if (caller === undefined) return undefined
  if (act === 'redraw' && caller.role !== 'supervisor') return speech.t('homes:hindered.supervisor')
  const refused = admitRoundAct(standingOf(row), { act, by: caller.personId })
  if (refused?.refused === 'second-officer-required') return speech.t(`homes:hindered.${act}`)
  return undefined
}

const isOffered = ({ row }: Shown, act: RoundAct): boolean => {
  if (act === 'open') return row.openedBy === null
  return act !== 'confirm-draw' || givenOf(row) !== null
}

/** Of the draw that waits for its second officer: what was given in public. */
const givenText = ({ visit: { speech }, row }: Shown, act: RoundAct): string | undefined => {
  const given = givenOf(row)
  if (act !== 'confirm-draw' || given === null) return undefined
  return speech.t('homes:given', { list: given.witnesses.join(' · ') })
}

/** What a housing officer can do with a round now; nothing for anybody else. */
export function actsShown(shown: Shown) {
  const { visit, row } = shown
  const { speech, caller } = visit
  if (!runsRounds(caller)) return []
  return actsIn(stateOf(row))
    .filter((act) => isOffered(shown, act))
    .map((act) => ({
      act,
      title: speech.t(`homes:act.${act}.title`),
      explain: speech.t(`homes:act.${act}.explain`),
      given: givenText(shown, act),
      hindered: hinderedBy(shown, act),
      fields: questions[act].map((asked) => fieldOf(shown, act, asked)),
      look: grave.has(act) ? 'grave' : '',
      isOpen: visit.request.params['act'] === act,
    }))
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** What a form of an act sent, as the act's data. */
export function actData(act: RoundAct, sent: Shown['visit']['sent']): Record<string, unknown> {
  return Object.fromEntries(
    questions[act].map(({ name }) => {
      const [text = ''] = textsOf(sent, name)
      return [name, name === 'witnesses' ? linesOf(text) : text.trim()]
    }),
  )
}
