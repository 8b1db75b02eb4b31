import type { Prisma } from '../prisma/client.ts'
import type { Files } from '../prisma/files.ts'
import type { OfficeTime } from '../prisma/office-time.ts'
import type { Vault } from '../prisma/vault.ts'
import type { DocumentTemplates } from '../templates/document-template.ts'
import type { Translator } from '../templates/translate.ts'
import type { Drawing } from './documents/draw.ts'
import type { Seal } from './documents/seal.ts'
import type { Mailer } from './messages/deliver.ts'
import type { OutsideSystems } from './outside/systems.ts'
import type { SignBytes } from './sign-bytes.ts'

/** How activities reach workflows, by names. */
export type Processes = {
  readonly signal: (workflowId: string, name: string, argument: object) => Promise<void>
  /** Has a workflow do something once, and waits for its answer. */
  readonly update: (
    workflowId: string,
    name: string,
    sent: { readonly updateId: string; readonly argument: object },
  ) => Promise<void>
  /** Starts one, unless it runs. */
  readonly start: (type: string, workflowId: string, argument: object) => Promise<void>
  readonly isClosed: (workflowId: string) => Promise<boolean>
}

/** What activities are made of; put together by hand in `worker/main.ts` and `cli`. */
export type ActivityParts = {
  readonly prisma: Prisma
  readonly vault: Vault
  readonly files: Files
  readonly officeTime: OfficeTime
  readonly translator: Translator
  readonly templates: DocumentTemplates
  readonly drawing: Drawing
  readonly seal: Seal
  readonly mailer: Mailer
  readonly outside: OutsideSystems
  /** The way to workflows; one that is closed needs to know nothing. */
  readonly processes: Processes
  /** The centre's signature over bytes that are no paper. */
  readonly signBytes: SignBytes
  /** Where people reach us: links in mails, codes on papers. */
  readonly publicUrl: string
}
