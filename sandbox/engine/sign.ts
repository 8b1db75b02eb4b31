import { createHmac } from 'node:crypto'

export interface Signed {
  readonly id: string
  readonly secret: string
  readonly body: string
  readonly signature: 'right' | 'wrong' | 'stale'
}

/** The headers of a call-back: signed with machine time, ten minutes old or with another secret when told so. */
export function signedHeaders({ id, secret, body, signature }: Signed): Record<string, string> {
  const instant = signature === 'stale' ? Date.now() - 600_000 : Date.now()
  const stamp = new Date(instant).toISOString()
  const key = signature === 'wrong' ? `${secret} of somebody else` : secret
  return {
    'content-type': 'application/json',
    'onevisit-id': id,
    'onevisit-timestamp': stamp,
    'onevisit-signature': createHmac('sha256', key).update(`${stamp}.${body}`).digest('hex'),
  }
}
