import { type ActivityInterfaceFor, type LocalActivityOptions, proxyLocalActivities } from '@temporalio/workflow'

/** The last local activity that was asked for; it lives as long as the one workflow that loaded this module. */
let last: Promise<unknown> = Promise.resolve()

/** Does work when all that was asked before it is over. */
function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const turn = last.then(work)
  last = turn.catch(() => undefined)
  return turn
}

/**
 * Local activities, one at a time. What a worker ends at one time a replay is told of at once: were two under way, the
 * process would go on in another order than it did, and its history would not be its own any more.
 */
export function localInTurn<Asked extends object>(options: LocalActivityOptions): ActivityInterfaceFor<Asked> {
  // A mapped type of an object is one; the compiler does not see it while `Asked` is open.
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the proxy has what was asked for
  const local = proxyLocalActivities<Asked>(options) as ActivityInterfaceFor<Asked> & object
  const ask =
    (name: PropertyKey) =>
    (...given: readonly unknown[]) =>
      inTurn(async () => {
        const call: unknown = Reflect.get(local, name)
        return typeof call === 'function' ? await Reflect.apply(call, undefined, given) : undefined
      })
  // Each property is that of the proxy it stands before, asked in turn.
  return new Proxy(local, { get: (_, name) => ask(name) })
}
