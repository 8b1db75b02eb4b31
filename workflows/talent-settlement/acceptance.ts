import { type Code, code } from '../../domain/case/codes.ts'
import type { Facts } from '../../domain/case/facts.ts'
import { foundAs } from '../../domain/kinds/talent-settlement/rules.ts'
import { localDateOf } from '../../domain/time/local-date.ts'
import type { Credential } from './credential.ts'
import type { Limits, Settlement } from './limits.ts'
import { seenIn, stillsIn, type Verified } from './seen.ts'

/** Accepted once the originals were seen, whatever they showed: a refusal needs two signatures. */
export async function accepted(
  application: Settlement,
  { at, call, counter, matches }: Verified,
  credential: Credential,
): Promise<Limits> {
  application.stage('examination', 'centre', 'accepted')
  const limits = {
    promise: application.clock('promise', { from: at }),
    decision: application.clock('decision', { from: at }),
  }
  credential.accepted(limits, at)
  application.learn({ acceptedOn: localDateOf(at), ...(matches ? {} : { mismatch: true }) })
  const signers = [
    ...(call === undefined ? [] : [{ task: 'verify-originals', by: call.by }]),
    ...(counter === undefined ? [] : [{ task: 'verify-at-counter', by: counter.by }]),
  ]
  await application.issue([...(call === undefined ? [] : ['video-record']), 'acceptance-receipt'], {
    tell: 'accepted',
    signedBy: signers,
    data: { clock: code('promise'), ...(call === undefined ? {} : asRecorded(application, call)) },
  })
  return limits
}

/** The call as its record tells it: when it was, and how each original was found. */
function asRecorded(
  { facts: { originals } }: Settlement,
  call: Parameters<typeof seenIn>[0] & { readonly at: Verified['at'] },
): Facts {
  const seen = seenIn(call)
  const found = (finding: Parameters<typeof foundAs>[2]): readonly Code[] => foundAs(originals, seen, finding).map(code)
  return {
    calledOn: localDateOf(call.at),
    matching: found('matches'),
    doubtful: found('doubtful'),
    notShown: found('not-shown'),
    stills: stillsIn(call),
  }
}
