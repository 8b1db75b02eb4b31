import { CancellationScope, isCancellation } from '@temporalio/workflow'

export type Ways = Readonly<Record<string, () => Promise<unknown>>>

/** The way that came first, and what it gave. */
export type Taken<Each extends Ways> = {
  [Way in keyof Each]: { readonly way: Way; readonly got: Awaited<ReturnType<Each[Way]>> }
}[keyof Each]

/** Lets go what ended because it was called off; anything else is a defect and stops the workflow for repair. */
export const unlessCancelled = (failure: unknown): void => {
  if (!isCancellation(failure)) throw failure
}

/** Whichever comes first; the other ways are closed behind it. */
export async function firstOf<Each extends Ways>(ways: Each): Promise<Taken<Each>> {
  const started = Object.entries(ways).map(([way, work]) => {
    const scope = new CancellationScope()
    return { scope, done: scope.run(work).then((got) => ({ way, got })) }
  })
  try {
    // oxlint-disable-next-line typescript/consistent-type-assertions -- each way's name and what it gave belong together; the compiler loses the pair in the list
    return (await Promise.race(started.map(({ done }) => done))) as Taken<Each>
  } finally {
    for (const { scope, done } of started) {
      done.catch(unlessCancelled)
      scope.cancel()
    }
  }
}

/** Does `work`, and `meanwhile` beside it for as long as it lasts. */
export async function during<Result>(work: () => Promise<Result>, meanwhile: () => Promise<unknown>): Promise<Result> {
  const done: { got?: { readonly result: Result } } = {}
  await firstOf({
    work: async () => {
      done.got = { result: await work() }
    },
    meanwhile: () => meanwhile().then(() => new Promise<never>(() => undefined)),
  })
  if (done.got === undefined) throw new Error('what goes on meanwhile never ends first')
  return done.got.result
}
