import { createSandbox, type Sandbox } from '../../sandbox/create-sandbox.ts'
import { systems } from '../../sandbox/systems.ts'
import type { CentreSettings } from './centre-settings.ts'

/** In played stories a call that times out costs machine time: half a second of it. */
const timeOutMillis = 500

/** The outside of a centre, begun at its first instant. */
export async function openSandbox(
  { config, sandboxPort, smtpPort, sandboxSecret }: CentreSettings,
  at: string,
): Promise<Sandbox> {
  const sandbox = await createSandbox({
    port: sandboxPort,
    smtpPort,
    callBackUrl: (system) => `${config.publicUrl}/api/v1/outside/${system}/call-backs`,
    secrets: Object.fromEntries([...systems.map(({ code }) => code), 'mail'].map((code) => [code, sandboxSecret])),
    timeOutMillis,
    retryMillis: 250,
  })
  const body = JSON.stringify({ to: at, hold: true })
  await fetch(`${sandbox.url}/reset`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return sandbox
}
