import type { Block, FactRow, Paper } from '../../../templates/paper.ts'
import { decideTaskInput } from '../../commands/decide-task.ts'
import { type DecisionPreview, previewDecision } from '../../commands/preview-decision.ts'
import type { SignedVisit } from '../kit.ts'
import type { Speech } from '../speech.ts'
import { documentName } from '../story.ts'
import { decisionSent } from './decision-form.ts'
import type { TaskReading } from './task-reading.ts'

type Shown = { readonly visit: SignedVisit; readonly kind: string }

const rowsOf = (rows: readonly FactRow[]) => rows.map(({ label, value }) => ({ label, value }))

const blockOf = (block: Block) => ('rows' in block ? { ...block, rows: rowsOf(block.rows) } : block)

/** A paper as it will be read: Chinese and the reader's language side by side, once where they are one. */
function paperShown({ visit, kind }: Shown, code: string, paper: Paper) {
  const { language, title, head, addressee, blocks, closing, governs } = paper
  return {
    name: documentName(visit.speech, kind, code),
    ...{ language, isBilingual: language !== 'zh', title, addressee, governs },
    head: rowsOf(head),
    blocks: blocks.map(blockOf),
    issuedOn: closing.issuedOn,
  }
}

function sentShown(shown: Shown, preview: Exclude<DecisionPreview, string>) {
  const { speech } = shown.visit
  return {
    papers: preview.papers.map(({ code, paper }) => paperShown(shown, code, paper)),
    mails: preview.mails.map(({ to, address, language, mail }) => ({
      ...{ address, language, subject: mail.subject, text: mail.text },
      to: speech.t(`common:roles.${to}`),
      languageName: speech.t(`common:languages.${language}`),
    })),
  }
}

const saying = (speech: Speech, preview: 'further' | 'incomplete') => ({
  papers: [],
  mails: [],
  nothing: speech.t(`desk:preview.${preview}`),
})

/** What would go out with this signature, from what stands in the form now; undefined when no outcome is chosen yet. */
export async function previewShown(visit: SignedVisit, shown: TaskReading) {
  const read = decideTaskInput.safeParse(decisionSent(visit, shown))
  if (!read.success || read.data.outcome === '') return undefined
  const preview = await previewDecision(visit.kit.parts, visit.caller, { row: shown.row, input: read.data })
  if (preview === 'further' || preview === 'incomplete') return saying(visit.speech, preview)
  return sentShown({ visit, kind: shown.task.kind }, preview)
}
