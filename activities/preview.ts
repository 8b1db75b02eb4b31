import type { Language } from '../domain/case/language.ts'
import type { ComposedMail } from '../templates/compose-mail.ts'
import type { Paper } from '../templates/paper.ts'
import { caseAtHand } from './case-at-hand.ts'
import type { IssueRequest } from './contract.ts'
import { type ComposeParts, composedPaper } from './documents/compose.ts'
import { composedMail, recipientsOf } from './messages/compose.ts'

/** What an issue would send, with the officer's own words as they are typed: nothing is kept, numbered or sent. */
export type ToPreview = Omit<IssueRequest, 'key'> & {
  /** Words for the letter. */
  readonly note: string | undefined
  /** A question for the mail. */
  readonly said: string | undefined
}

type MailShown = {
  readonly to: 'applicant' | 'agent'
  readonly address: string
  readonly language: Language
  readonly mail: ComposedMail
}
export type Preview = {
  readonly papers: readonly { readonly code: string; readonly paper: Paper }[]
  readonly mails: readonly MailShown[]
}

/** Stands where number and code will be: given when it is issued, never before. */
const notYet = '—'

/** Letter and mail by the same texts and values as when they are issued. @throws DocumentIncomplete like the issue itself. */
export async function previewIssue(parts: ComposeParts, request: ToPreview): Promise<Preview> {
  const about = await caseAtHand(parts, request.caseId)
  const papers: Preview['papers'][number][] = []
  for (const paper of request.papers) {
    const toCompose = { about, request, paper, note: request.note, number: notYet, verificationCode: notYet }
    papers.push({ code: paper.code, paper: await composedPaper(parts, toCompose) })
  }
  const mails: MailShown[] = []
  for (const message of request.messages)
    for (const { party, address, language } of await recipientsOf(parts, about)) {
      const mail = await composedMail(parts, { about, request, message, language, said: request.said })
      mails.push({ to: party, address, language, mail })
    }
  return { papers, mails }
}
