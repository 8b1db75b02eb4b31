import { type Closing, closedAs } from '../../domain/case/outcome.ts'
import { firstOf } from '../kit/first-of.ts'
import { type Application, placeInRound } from './apartments.ts'

/** What comes before the draw, unless the round is cancelled on the way: then everybody is told so. */
export async function unlessCancelledByRound(
  application: Application,
  work: () => Promise<Closing | undefined>,
): Promise<Closing | undefined> {
  const outcome = await firstOf({ work, cancelled: () => untilCancelled(application) })
  if (outcome.way === 'work') return outcome.got
  await application.undo()
  await application.tell('not-allocated')
  return closedAs('not-allocated', ['round-cancelled'])
}

async function untilCancelled(application: Application): Promise<void> {
  for (;;) {
    const told = application.timesTold
    if (told > 0 && (await placeInRound(application)).roundState === 'cancelled') return
    await application.when(() => application.timesTold !== told)
  }
}
