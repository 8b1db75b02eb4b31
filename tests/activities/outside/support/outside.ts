import { MockActivityEnvironment } from '@temporalio/testing'
import { DefaultLogger } from '@temporalio/worker'
import { type OutsideSystem, outsideSystems } from '../../../../activities/outside/names.ts'
import { createOutsideSystems, type OutsideSystems } from '../../../../activities/outside/systems.ts'
import { createSandbox, type Sandbox } from '../../../../sandbox/create-sandbox.ts'
import { type OurServer, startOurServer } from './our-server.ts'

const secret = 'a secret of both sides'

export interface Outside {
  readonly sandbox: Sandbox
  readonly ours: OurServer
  readonly systems: OutsideSystems
  readonly control: (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => Promise<Json>
  readonly close: () => Promise<void>
}

// biome-ignore lint/suspicious/noExplicitAny: what the control answers is looked at field by field, and judged by expect
export type Json = any

/** The sandbox and its two neighbours: our clients, and a server that takes its call-backs. */
export async function startOutside(timeoutMillis = 300): Promise<Outside> {
  const ours = await startOurServer(secret)
  const sandbox = await createSandbox({
    port: 0,
    callBackUrl: (system) => `${ours.url}/api/v1/outside/${system}/call-backs`,
    secrets: Object.fromEntries([...outsideSystems, 'mail'].map((system) => [system, secret])),
    timeOutMillis: timeoutMillis * 2,
    retryMillis: 20,
  })
  return {
    sandbox,
    ours,
    systems: systemsAt(sandbox.url, timeoutMillis),
    control: (method, path, body) => controlAt(sandbox.url, { method, path, ...(body ? { body } : {}) }),
    close: async () => {
      await sandbox.close()
      await ours.close()
    },
  }
}

export function systemsAt(url: string, timeoutMillis: number, shared = secret): OutsideSystems {
  const address = (system: OutsideSystem) => ({ url: `${url}/${system}`, secret: shared })
  return createOutsideSystems(
    {
      'enterprise-registry': address('enterprise-registry'),
      'work-permit-bureau': address('work-permit-bureau'),
      'exit-entry-bureau': address('exit-entry-bureau'),
      'accommodation-register': address('accommodation-register'),
      'social-security': address('social-security'),
      'tax-service': address('tax-service'),
      'credential-verification': address('credential-verification'),
      'settlement-office': address('settlement-office'),
      'household-register': address('household-register'),
      'arbitration-commission': address('arbitration-commission'),
      'postal-service': address('postal-service'),
      'property-manager': address('property-manager'),
      'payment-gateway': address('payment-gateway'),
      'card-printer': address('card-printer'),
    },
    timeoutMillis,
  )
}

export async function controlAt(
  url: string,
  { method, path, body }: { readonly method: string; readonly path: string; readonly body?: object },
): Promise<Json> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return await answer.json()
}

/** One attempt as Temporal makes it; what it heartbeats is what the next attempt is given. */
export async function attempt<T>(work: () => Promise<T>, heartbeatDetails?: unknown) {
  const environment = new MockActivityEnvironment({ heartbeatDetails }, { logger: new DefaultLogger('ERROR') })
  const left: { details: unknown; value: T | undefined } = { details: heartbeatDetails, value: undefined }
  environment.on('heartbeat', (details: unknown) => {
    left.details = details
  })
  const failure = await environment
    .run(async () => {
      left.value = await work()
    })
    .then(() => undefined, failureOf)
  return { ...left, failure }
}

export function failureOf(failure: unknown) {
  const { type, message, nonRetryable, nextRetryDelay } = Object(failure)
  return { type, message, nonRetryable, nextRetryDelay }
}
