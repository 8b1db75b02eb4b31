import type { Logger } from 'pino'
import type { ReportPress } from '../activities/report.ts'
import type { ServiceConfig } from '../config.ts'
import type { CaseId } from '../domain/case/codes.ts'
import type { Instant } from '../domain/time/local-date.ts'
import type { Announcements } from '../prisma/announcements.ts'
import type { Prisma } from '../prisma/client.ts'
import type { Files } from '../prisma/files.ts'
import type { OfficeTime } from '../prisma/office-time.ts'
import type { Vault } from '../prisma/vault.ts'
import type { DocumentTemplates } from '../templates/document-template.ts'
import type { Translator } from '../templates/translate.ts'
import type { CaseDoor, TemporalClient } from '../temporal/cases.ts'

/** A mail about an account; those about cases are sent by the worker. */
export type AccountMail = {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
}

export type ApiConfig = Pick<
  ServiceConfig,
  'mode' | 'publicUrl' | 'sessionSecret' | 'sandboxSecret' | 'outside' | 'turn' | 'oidc'
> & {
  /** Where the sandbox's own pages are, in sandbox mode. */
  readonly sandboxPage?: string
}

/** Everything the api stands on, made in `main.ts` (or by a test) and passed down by hand. */
export type Parts = {
  readonly prisma: Prisma
  readonly vault: Vault
  readonly files: Files
  readonly officeTime: OfficeTime
  readonly temporal: { readonly client: TemporalClient; readonly taskQueue: string; readonly namespace: string }
  /** The way to the cases' workflows: starts, Updates, signals. */
  readonly cases: CaseDoor
  readonly translator: Translator
  /** The papers as their files say them: an officer reads the letter before it is signed. */
  readonly templates: DocumentTemplates
  /** Seals reports on the office; the player of the demo, who asks for none, has none. */
  readonly pressReport?: ReportPress
  readonly config: ApiConfig
  readonly logger: Logger
  readonly sendMail: (mail: AccountMail) => Promise<void>
  /** Sandbox: moves office time forward; absent in production. */
  readonly timeMachine?: {
    readonly move: (to: Instant, hold: boolean) => Promise<'moved' | 'past'>
  }
  /** What the store tells every process of changes; without it there is no stream. */
  readonly announcements?: Announcements
  /** Sandbox: brings a case's own time up to office time before a command reaches it, or to when that was taken in. */
  readonly catchUp?: (caseId: CaseId, takenInAt?: Instant) => Promise<void>
}
