import { run, type ToRun } from '../idempotency.ts'
import type { Parts } from '../parts.ts'
import { actOnCase } from './act.ts'
import { actOnPlan } from './act-on-plan.ts'
import { bookSlot } from './book-slot.ts'
import { confirmCalendarCommand, proposeCalendarCommand } from './calendars.ts'
import { cancelBooking, confirmBooking, moveBooking } from './change-booking.ts'
import type { CommandDefinition, Outcome } from './command.ts'
import { decideTask } from './decide-task.ts'
import { enterApartmentsCommand } from './enter-apartments.ts'
import { extendClock } from './extend-clock.ts'
import { assignTask, claimTask, releaseTask } from './hold-task.ts'
import { keepEvidence } from './keep-evidence.ts'
import { makePlan } from './make-plan.ts'
import { openCase } from './open-case.ts'
import { reachCase } from './reach-case.ts'
import { rescueStep } from './rescue-step.ts'
import { endRosterCommand, enterAbsenceCommand, enterRosterCommand } from './roster-officers.ts'
import { runBatch } from './run-batch.ts'
import { actOnRoundCommand, createRoundCommand } from './run-round.ts'
import { saveDraft } from './save-draft.ts'
import { steerCall } from './steer-call.ts'
import { uploadMaterial } from './upload-material.ts'

/** A command whose input is read back from what was kept. */
export type Resendable = (parts: Parts, command: ToRun<unknown>) => Promise<Outcome | undefined>

function resendable<Input>(definition: CommandDefinition<Input>): readonly [string, Resendable] {
  return [
    definition.operation,
    async (parts, command) => {
      const read = definition.input.safeParse(command.input)
      return read.success ? await run(parts, definition, { ...command, input: read.data }) : undefined
    },
  ]
}

/**
 * Every command that is taken in, by its operation: what has no answer is sent again. Not a place taken in a video room:
 * whoever waited for it has gone, or has taken another.
 */
export const commands: ReadonlyMap<string, Resendable> = new Map([
  resendable(openCase),
  resendable(saveDraft),
  resendable(actOnCase),
  resendable(uploadMaterial),
  resendable(decideTask),
  resendable(claimTask),
  resendable(releaseTask),
  resendable(assignTask),
  resendable(extendClock),
  resendable(reachCase),
  resendable(rescueStep),
  resendable(createRoundCommand),
  resendable(actOnRoundCommand),
  resendable(enterApartmentsCommand),
  resendable(runBatch),
  resendable(makePlan),
  resendable(actOnPlan),
  resendable(bookSlot),
  resendable(confirmBooking),
  resendable(moveBooking),
  resendable(cancelBooking),
  resendable(steerCall),
  resendable(keepEvidence),
  resendable(proposeCalendarCommand),
  resendable(confirmCalendarCommand),
  resendable(enterRosterCommand),
  resendable(endRosterCommand),
  resendable(enterAbsenceCommand),
])
