import type { Config } from '../../config.ts'
import { demoAccounts } from '../centre/demo-accounts.ts'
import { bringUp, type Up } from './bring-up.ts'

const say = (line: string) => console.log(line)

/** Brings everything up, says where it is, and takes it down at the first signal; `whenUp` may use it meanwhile. */
export async function runUntilStopped(configOf: () => Config, whenUp?: (up: Up) => void): Promise<void> {
  const stopped = firstSignal()
  try {
    const config = configOf()
    const up = await bringUp(config, say)
    if (!stopped.already()) tell(config, up)
    if (!stopped.already()) whenUp?.(up)
    await stopped.signal
    say('Stopping …')
    await up.down()
    say('Stopped; the next start goes on from here.')
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
  process.exit()
}

/** Ctrl-C or a polite kill; more of them do not hurry what is being put away in order. */
function firstSignal() {
  const state = { came: false }
  const signal = new Promise<void>((answer) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => {
        state.came = true
        answer()
      })
    }
  })
  return { signal, already: () => state.came }
}

function tell(config: Config, up: Up): void {
  say(`\nOneVisit is ready: ${config.publicUrl}`)
  say(`  API: ${config.publicUrl}/api/docs`)
  if (config.mode === 'sandbox') tellSandbox(config, up)
  say(`  Logs and data: ${config.home}`)
  say('Ctrl-C stops everything.\n')
}

function tellSandbox({ sandboxPort }: Config, { demoPassword }: Up): void {
  say(`  Outside systems and mail (simulated): http://127.0.0.1:${sandboxPort}`)
  say(`  Demo accounts, all with the password ${demoPassword}`)
  for (const { email, role, teams } of demoAccounts) say(`    ${email.padEnd(32)} ${[role, ...teams].join(', ')}`)
}
