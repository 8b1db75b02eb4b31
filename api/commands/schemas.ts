import { z } from 'zod'
import { type Definition, reasonsOffered } from '../../domain/case/definition.ts'
import { commonDoors, type DataDoor, type KindForm, nothingBesides } from '../../domain/case/form.ts'
import { forms } from '../../domain/kinds/form.ts'

/** The form of a kind. @throws for a kind that has none: a defect. */
export function formOf(kind: string): KindForm {
  const form = forms[kind]
  if (form === undefined) throw new RangeError(`no form of ${kind}`)
  return form
}

/** What an action takes as `data`. */
export const actionDoor = (kind: string, action: string): DataDoor =>
  formOf(kind).actions[action] ?? commonDoors.actions[action] ?? nothingBesides

/** What a decision takes as `data`. */
export const decisionDoor = (kind: string, task: string): DataDoor =>
  formOf(kind).decisions[task] ?? commonDoors.decisions[task] ?? nothingBesides

const kept = new Map<z.ZodType, object>()

/** JSON Schema of what a door takes; made once. */
export function jsonSchemaOf(schema: z.ZodType): object {
  const known = kept.get(schema)
  if (known !== undefined) return known
  const made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' })
  kept.set(schema, made)
  return made
}

/** The tasks of a kind with what may come of each, as the outside sees them. */
export const taskContracts = (definition: Definition) =>
  Object.entries(definition.tasks).map(([task, { team, outcomes, law }]) => ({
    task,
    team,
    ...(law === undefined ? {} : { law }),
    outcomes: Object.entries(outcomes).map(([outcome, rule]) => ({
      outcome,
      reasons: reasonsOffered(definition, rule),
      reasonNeeded: rule.reasons !== undefined && rule.optional === undefined,
    })),
    data: jsonSchemaOf(decisionDoor(definition.kind, task).schema),
  }))
