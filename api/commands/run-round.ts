import { createHash } from 'node:crypto'
import { z } from 'zod'
import { isWitness } from '../../domain/allocation/read-bundle.ts'
import { code } from '../../domain/case/codes.ts'
import type { Fault } from '../../domain/case/form.ts'
import type { Caller } from '../../domain/identity/roles.ts'
import { allocationId } from '../../domain/kinds/apartment-allocation/form.ts'
import { admitRoundAct, type RoundAct, roundActs } from '../../domain/kinds/apartment-allocation/round.ts'
import { groups } from '../../domain/kinds/apartment-allocation/rules.ts'
import { formatInstant, instantFromMillis } from '../../domain/time/local-date.ts'
import { createRound, findRound, type RoundRow, standingOf, workflowOf } from '../../prisma/rounds.ts'
import { asInstant } from '../../prisma/slots.ts'
import { roundAct } from '../../workflows/kit/messages.ts'
import type { Parts } from '../parts.ts'
import { type Problem, problemOf } from '../problems.ts'
import { type Command, defineCommand, type Outcome } from './command.ts'
import { faultsOf } from './form-faults.ts'
import { homeSchema } from './home-schema.ts'
import { roundView } from './round-view.ts'
import { deliver } from './send.ts'

const instant = z.iso.datetime({ offset: true })
const hex = z.string().regex(/^[0-9a-f]{64}$/)
const reason = z.string().trim().min(1).max(1000)
const persons = z.number().int().min(1).max(99)

const lot = z.strictObject({
  id: allocationId(),
  apartments: z.array(allocationId()).max(10_000),
  minPersons: persons,
  maxPersons: persons,
  priority: z.array(z.enum(groups)).max(groups.length),
})

export const createRoundInput = z.strictObject({
  code: allocationId(),
  opensAt: instant,
  closesAt: instant,
  revealAt: instant,
  rules: z.string().max(20_000).optional(),
  commitment: hex,
  lots: z.array(lot).min(1).max(5000),
  /** Monthly rent by lot, in fen. */
  rents: z.record(z.string(), z.number().int().positive()),
  /** By lot what its homes are like, where that is known. */
  homes: z.record(z.string(), homeSchema).optional(),
})
export type CreateRoundInput = z.infer<typeof createRoundInput>

/** Rounds are the housing team's, and whoever is over all teams. */
const isHousing = ({ teams }: Caller): boolean => teams.includes('housing')

const repeated = (ids: readonly string[]): boolean => new Set(ids).size < ids.length

function faultsOfRound({ opensAt, closesAt, revealAt, lots, rents, homes = {} }: CreateRoundInput): readonly Fault[] {
  const [opens = 0, closes = 0, reveals = 0] = [opensAt, closesAt, revealAt].map((text) => Date.parse(text))
  const found: (Fault | false)[] = [
    !(opens < closes) && { pointer: '/closesAt', code: 'dates-contradict' },
    !(closes < reveals) && { pointer: '/revealAt', code: 'dates-contradict' },
    repeated(lots.map(({ id }) => id)) && { pointer: '/lots', code: 'field-invalid' },
    repeated(lots.flatMap(({ apartments }) => apartments)) && { pointer: '/lots', code: 'field-invalid' },
    ...lots.map(
      ({ minPersons, maxPersons }, index) =>
        minPersons > maxPersons && { pointer: `/lots/${index}/maxPersons`, code: 'field-invalid' },
    ),
    ...lots.map(({ id }) => rents[id] === undefined && { pointer: `/rents/${id}`, code: 'field-missing' }),
    ...Object.keys(homes).map(
      (lot) => !lots.some(({ id }) => id === lot) && { pointer: `/homes/${lot}`, code: 'field-invalid' },
    ),
  ]
  return found.filter((fault) => fault !== false)
}

/** One id for one command: planned again it is the same round. */
function workflowIdOf(commandId: string): string {
  const hex = createHash('sha256').update(`round\n${commandId}`).digest('hex')
  return `round-${hex.slice(0, 32)}`
}

/** Plans a round: rules, lots, dates and the commitment to its seed; opened by a second officer. */
export const createRoundCommand = defineCommand<CreateRoundInput>({
  operation: 'create-round',
  input: createRoundInput,
  caseOf: () => null,
  run: async (parts, command): Promise<Outcome> => {
    const { caller, input, at, resent } = command
    if (!isHousing(caller)) return { refused: 'not-yours' }
    const faults = faultsOfRound(input)
    if (faults.length > 0) return problemOf(faults)
    const known = await findRound(parts.prisma, input.code)
    if (known !== null && !resent) return problemOf([{ pointer: '/code', code: 'field-invalid' }])
    const refused = await createRound(parts.prisma, {
      ...input,
      workflowId: workflowIdOf(command.id),
      rules: input.rules ?? null,
      homes: input.homes ?? {},
      opensAt: new Date(input.opensAt),
      closesAt: new Date(input.closesAt),
      revealAt: new Date(input.revealAt),
      createdBy: caller.personId,
      now: at,
      offsetSeconds: at - instantFromMillis(Date.now()),
    })
    if (refused !== undefined) return refused
    return await started(parts, input.code)
  },
})

/** The round's own workflow goes on with whatever of it is written; begun again it is the same. */
async function started(parts: Parts, round: string, telling: object | null = null): Promise<Outcome> {
  const row = await findRound(parts.prisma, round)
  if (row === null) return { refused: 'not-found' }
  await parts.vault.openCase(parts.prisma, workflowOf(row))
  const argument = {
    round: code(round),
    opensAt: formatInstant(asInstant(row.opensAt)),
    offsetSeconds: row.offsetSeconds,
    standing: standingOf(row),
    turn: row.lastSeq,
    telling,
  }
  const how = await parts.cases.start({
    workflowId: row.workflowId,
    type: 'apartment-round',
    argument,
    kind: 'apartment-round',
  })
  return how === 'unanswered' ? { pending: null } : { done: await roundView(parts, row), created: round }
}

const witness = z.string().refine(isWitness)

/** What each act is told. */
const actSchemas = {
  open: z.strictObject({}),
  'take-out': z.strictObject({ apartment: allocationId(), reason }),
  seal: z.strictObject({}),
  draw: z.strictObject({ seed: hex, witnesses: z.array(witness).min(1).max(100) }),
  'confirm-draw': z.strictObject({}),
  redraw: z.strictObject({ reason, commitment: hex, round: allocationId() }),
  close: z.strictObject({}),
  cancel: z.strictObject({ reason }),
  drop: z.strictObject({ apartment: allocationId(), reason }),
} as const satisfies Record<RoundAct, z.ZodType>

export const actOnRoundInput = z.strictObject({
  round: z.string().max(64),
  act: z.enum(roundActs),
  data: z.record(z.string(), z.json()).default({}),
})
export type ActOnRoundInput = z.infer<typeof actOnRoundInput>

/** Who may do it, in which state; asked of the record, the round itself has the last word. */
function admit({ caller, input, resent }: Command<ActOnRoundInput>, row: RoundRow): Problem | undefined {
  if (!isHousing(caller)) return { refused: 'not-yours' }
  // Ordered by a supervisor, drawn by officers.
  if (input.act === 'redraw' && caller.role !== 'supervisor') return { refused: 'not-yours' }
  // Sent again after a lost answer, it may be done.
  return resent ? undefined : admitRoundAct(standingOf(row), { act: input.act, by: caller.personId })
}

const givesSeed = (commitment: string, seed: unknown): boolean =>
  createHash('sha256')
    .update(Buffer.from(String(seed), 'hex'))
    .digest('hex') === commitment

type Said = Readonly<Record<string, unknown>>

function read(row: RoundRow, { act, data }: ActOnRoundInput): Problem | { readonly said: Said } {
  const found = actSchemas[act].safeParse(data, { reportInput: true })
  if (!found.success) return problemOf(faultsOf(found.error, '/data'))
  const said: Said = found.data
  if (act === 'draw' && !givesSeed(row.commitment, said['seed'])) return { refused: 'commitment-mismatch' }
  return { said }
}

/** What housing officers do with a round. What was said with it is sealed; the round's history holds its id. */
export const actOnRoundCommand = defineCommand<ActOnRoundInput>({
  operation: 'act-on-round',
  input: actOnRoundInput,
  caseOf: () => null,
  run: async (parts, command): Promise<Outcome> => {
    const row = await findRound(parts.prisma, command.input.round)
    if (row === null) return { refused: 'not-found' }
    const refused = admit(command, row)
    if (refused !== undefined) return refused
    const heard = read(row, command.input)
    if ('refused' in heard) return heard
    return await sent(parts, command, { row, said: heard.said })
  },
})

type Heard = { readonly row: RoundRow; readonly said: Said }

async function sent(parts: Parts, { id, caller, input, at }: Command<ActOnRoundInput>, { row, said }: Heard) {
  const { round, act } = input
  const workflow = workflowOf(row)
  const data = Object.keys(said).length === 0 ? null : await parts.vault.seal(workflow, 'data', said)
  const argument = { by: caller.personId, at: formatInstant(at), act, data }
  const done = await deliver(parts, roundAct, { caseId: workflow, updateId: id, argument })
  if ('refused' in done) return done
  if ('pending' in done) return { pending: null }
  if (act === 'redraw') await started(parts, String(said['round']), { after: '', at: formatInstant(at) })
  const after = await findRound(parts.prisma, round)
  return after === null ? { refused: 'not-found' } : { done: await roundView(parts, after) }
}
