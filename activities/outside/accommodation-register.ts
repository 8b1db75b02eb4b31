import { z } from 'zod'
import type { Asked, OutsideCaller } from './call.ts'
import { type Undone, undoneOnTheWire } from './done.ts'
import type { OutsidePerson } from './person.ts'

/** A registered stay: since when, at which address (the register's id), on which slip. */
export const registeredStay = z.object({
  registered: z.literal(true),
  since: z.iso.datetime({ offset: true }),
  addressId: z.string().min(1).max(60),
  slipNumber: z.string().min(1).max(40),
})
export type RegisteredStay = z.infer<typeof registeredStay>

/** What the register knows of a passport. */
export const stay = z.discriminatedUnion('registered', [registeredStay, z.object({ registered: z.literal(false) })])
export type Stay = z.infer<typeof stay>

const declaration = z.object({ declaration: z.string().min(1).max(60) })

/** The page where the person finishes declaring; nothing of the person is in it. */
export const handedOver = z.object({ link: z.url() })
export type HandedOver = z.infer<typeof handedOver>

/** Why we ask: for the stay's own case, or because a permit needs to know. */
type LookUpPurpose = 'own-stay' | 'permit'

export interface LookUpRequest extends Asked {
  readonly passportNumber: string
  readonly purpose: LookUpPurpose
}

interface StayDetails {
  /** Instant. */
  readonly arrivedAt: string
  readonly address: string
  readonly hostName: string
  readonly hostPhone: string
  readonly hostKind: string
  readonly until?: string
}

export interface RegisterStayRequest extends Asked {
  readonly guest: OutsidePerson
  readonly stay: StayDetails
}

export function createAccommodationRegister(caller: OutsideCaller) {
  return {
    lookUp: ({ key, caseNumber, ...body }: LookUpRequest): Promise<Stay> =>
      caller.ask({ key, caseNumber, method: 'POST', path: '/registrations/search', body, answer: stay }),
    /** On the guest's behalf. */
    register: ({ key, caseNumber, ...body }: RegisterStayRequest): Promise<RegisteredStay> =>
      caller.ask({ key, caseNumber, method: 'POST', path: '/registrations', body, answer: registeredStay }),
    /** One click: what was typed goes over, the person finishes there. */
    handOver: async ({ key, caseNumber, ...body }: HandOverRequest): Promise<HandedOver> => {
      const asked = { key, caseNumber, method: 'POST', path: '/declarations', body, answer: declaration } as const
      const { declaration: token } = await caller.ask(asked)
      return { link: caller.pageUrl(`/declarations/${encodeURIComponent(token)}`) }
    },
    remove: ({ key, caseNumber, ...body }: Asked & { readonly slipNumber: string }): Promise<Undone> =>
      caller.ask({ key, caseNumber, method: 'DELETE', path: '/registrations', body, answer: undoneOnTheWire }),
  }
}

type HandOverRequest = Asked & { readonly passportNumber: string; readonly stay?: StayDetails }
