import { z } from 'zod'
import { changeForm, type FormChange, touchedBy } from '../../domain/case/change-form.ts'
import type { SealedId } from '../../domain/case/codes.ts'
import { actionOf, refusalOfShut } from '../../domain/case/definition.ts'
import type { Facts } from '../../domain/case/facts.ts'
import type { DataDoor, Draft } from '../../domain/case/form.ts'
import { definitionOf } from '../../domain/kinds/index.ts'
import { formatInstant, parseInstant } from '../../domain/time/local-date.ts'
import { nameCase } from '../../prisma/commands.ts'
import { countMaterials, offeredTypes } from '../../prisma/materials.ts'
import { type ActRequest, act } from '../../workflows/kit/messages.ts'
import type { Parts } from '../parts.ts'
import { isProblem, type Problem, problemOf } from '../problems.ts'
import { caseView, mayAct, type SeenCase, seeCase } from './case-view.ts'
import { formFaults } from './check-form.ts'
import { type Command, defineCommand, type Outcome } from './command.ts'
import { deliverChange, type FormChanged, untilFresh } from './deliver-change.ts'
import { faultsOf } from './form-faults.ts'
import { actionDoor, formOf } from './schemas.ts'
import { goodsNamed } from './shared-goods.ts'
import { submitDraft } from './submit.ts'

export const actInput = z.strictObject({
  case: z.string().max(64),
  action: z.string().max(64),
  data: z.record(z.string(), z.json()).default({}),
})
export type ActInput = z.infer<typeof actInput>

type Prepared = {
  readonly data: unknown
  readonly change: FormChange
  readonly materials: readonly string[]
  readonly form: Changed | undefined
}

/** Is it open to anyone, and to this caller? Asked of the record; the case itself has the last word. */
function admit({ caller, input, resent }: Command<ActInput>, seen: SeenCase): Problem | undefined {
  const definition = definitionOf(seen.state.kind)
  const known = definition === undefined ? undefined : actionOf(definition, input.action)
  if (known === undefined) return { refused: 'not-found' }
  const isOpen = seen.state.actions.some(({ action }) => action === input.action)
  // Sent again after a lost answer, it may be closed because it was done.
  if (!isOpen && !resent)
    return definition === undefined ? { refused: 'not-open' } : refusalOfShut(definition, input.action, seen.state)
  return mayAct(caller, seen, known.by) ? undefined : { refused: 'not-yours' }
}

const unsetOf = (data: unknown): readonly string[] => {
  const unset: unknown = typeof data === 'object' && data !== null && 'unset' in data ? data.unset : undefined
  return Array.isArray(unset) ? unset.filter((path) => typeof path === 'string') : []
}

function changeOf(door: DataDoor, data: unknown): FormChange {
  return door.sets === undefined ? {} : { set: door.sets(data), unset: unsetOf(data) }
}

/** Reads the data by its door and works out what it changes; refuses what would leave the form wrong. */
async function prepare(parts: Parts, command: Command<ActInput>, seen: SeenCase): Promise<Problem | Prepared> {
  const { state, id } = seen
  const door = actionDoor(state.kind, command.input.action)
  const read = door.schema.safeParse(command.input.data, { reportInput: true })
  if (!read.success) return problemOf(faultsOf(read.error, '/data'))
  const materials = door.materials?.(read.data) ?? []
  const offered = await offeredTypes(parts.prisma, id)
  const missing = command.resent ? [] : materials.filter((type) => !offered.includes(type))
  if (missing.length > 0)
    return problemOf(missing.map((type) => ({ pointer: `/materials/${type}`, code: 'material-missing' })))
  const change = changeOf(door, read.data)
  if (touchedBy(change).length === 0) return { data: read.data, change, materials, form: undefined }
  const form = await changed(parts, { command, seen, change })
  return 'refused' in form ? form : { data: read.data, change, materials, form }
}

/** The form before and after, and what it names of what only one can have. */
type Changed = FormChanged & { readonly goods: Facts }

type Changing = { readonly command: Command<ActInput>; readonly seen: SeenCase; readonly change: FormChange }

async function changed(parts: Parts, { command, seen, change }: Changing): Promise<Problem | Changed> {
  const saved = await parts.vault.form(seen.id)
  const before: Draft = saved?.form ?? {}
  const after = changeForm(before, change)
  const { kind, track, channel } = seen.row
  const faults = formFaults({ kind, track, channel, form: after, receivedAt: command.at })
  if (faults.length > 0) return problemOf(faults)
  const goods = await goodsNamed(parts, { kind, track, form: after }, before)
  if (isProblem(goods)) return goods
  return { before, after, changedAt: new Date(command.at * 1000), version: saved?.version ?? 0, goods }
}

/** Whatever of the data is nobody's fact is sealed; its id goes into the record. */
async function sealData({ vault }: Parts, { id }: SeenCase, data: unknown): Promise<SealedId | null> {
  const isEmpty = typeof data !== 'object' || data === null || Object.keys(data).length === 0
  return isEmpty ? null : await vault.seal(id, 'data', data)
}

/** The facts of the form as it now stands; null where it was not changed. */
const factsOf = (form: Changed | undefined, of: (after: Draft) => Facts): Facts | null =>
  form === undefined ? null : { ...of(form.after), ...form.goods }

async function requestOf(
  parts: Parts,
  { caller, input, at }: Command<ActInput>,
  { seen, prepared }: { readonly seen: SeenCase; readonly prepared: Prepared },
): Promise<ActRequest> {
  const { state, row } = seen
  const form = formOf(state.kind)
  const receivedAt = (state.receivedAt === null ? undefined : parseInstant(state.receivedAt)) ?? at
  return {
    by: caller.personId,
    at: formatInstant(at),
    action: input.action,
    data: actionDoor(state.kind, input.action).facts(prepared.data),
    note: await sealData(parts, seen, prepared.data),
    touched: [...touchedBy(prepared.change), ...prepared.materials],
    facts: factsOf(prepared.form, (after) => form.factsOf(row.track, after, receivedAt)),
  }
}

/** Anything the applicant, agent or officer can do now. */
export const actOnCase = defineCommand<ActInput>({
  operation: 'act',
  input: actInput,
  caseOf: (input) => input.case,
  run: async (parts, command): Promise<Outcome> => {
    const { caller, input } = command
    const seen = await seeCase(parts, caller, input.case)
    if (seen === undefined) return { refused: 'not-found' }
    // Named by its number, it is still this case whose clocks ask what is on its way.
    if (input.case !== seen.id) await nameCase(parts.prisma, command.id, seen.id)
    const refused = admit(command, seen)
    if (refused !== undefined) return refused
    const sent = await sendAct(parts, command, seen)
    if ('refused' in sent || 'pending' in sent) return sent
    const after = await seeCase(parts, caller, input.case)
    return after === undefined ? { pending: seen.id } : { done: await caseView(parts, caller, after) }
  },
})

async function sendAct(parts: Parts, command: Command<ActInput>, seen: SeenCase) {
  if (command.input.action === 'submit') return await submitDraft(parts, command, seen.id)
  return await untilFresh(() => sendPrepared(parts, command, seen))
}

async function sendPrepared(parts: Parts, command: Command<ActInput>, seen: SeenCase) {
  const prepared = await prepare(parts, command, seen)
  if ('refused' in prepared) return prepared
  const argument = await requestOf(parts, command, { seen, prepared })
  const sent = await deliverChange(parts, act, {
    ...{ caseId: seen.id, updateId: command.id },
    ...{ argument, change: prepared.form },
  })
  if ('answer' in sent) await countMaterials(parts.prisma, seen.id, prepared.materials)
  return sent
}
