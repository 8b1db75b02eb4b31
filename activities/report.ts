import { createHash, randomInt, randomUUID } from 'node:crypto'
import type { Language } from '../domain/case/language.ts'
import { verificationCode } from '../domain/identity/identifiers/verification-code.ts'
import { formatInstant, type Instant, localDateOf, yearOf } from '../domain/time/local-date.ts'
import type { Prisma } from '../prisma/client.ts'
import type { Files } from '../prisma/files.ts'
import { nextPaperNumber } from '../prisma/numbers.ts'
import { asInstant } from '../prisma/slots.ts'
import { composePaper } from '../templates/compose-paper.ts'
import type { DocumentTemplates } from '../templates/document-template.ts'
import type { FactRow, Paper, ReportBlock } from '../templates/paper.ts'
import { createDrawing, type Drawing } from './documents/draw.ts'
import { createFonts } from './documents/fonts.ts'
import { prefixOf } from './documents/prefixes.ts'
import { createSeal, type Seal } from './documents/seal.ts'

/** What a report on the office says: no person stands in it. */
export type Report = {
  readonly code: 'sla-report'
  readonly language: Language
  /** What it is about, below its number. */
  readonly head: readonly FactRow[]
  readonly blocks: readonly ReportBlock[]
  /** Office time. */
  readonly now: Instant
}

export type Pressed = { readonly number: string; readonly pdf: Uint8Array }

/** Numbers, seals and keeps a report; the same report again is the same paper. */
export type ReportPress = (report: Report) => Promise<Pressed>

export type PressParts = {
  readonly prisma: Prisma
  readonly files: Files
  readonly templates: DocumentTemplates
  readonly publicUrl: string
  readonly drawing: Drawing
  readonly seal: Seal
}

/** What papers are drawn and sealed with; fonts are read when the first is drawn. */
export const openPress = (p12: Uint8Array, passphrase: string): Pick<PressParts, 'drawing' | 'seal'> => ({
  drawing: createDrawing(createFonts()),
  seal: createSeal(p12, passphrase),
})

export const createReportPress =
  (parts: PressParts): ReportPress =>
  async (report) => {
    const row = await reserved(parts, report)
    const fileKey = `documents/${row.id}`
    if (row.fileKey !== null) return { number: row.number, pdf: await parts.files.get(fileKey) }
    const pdf = await parts.seal(await parts.drawing(paperOf(parts, report, row)))
    await parts.files.put(fileKey, pdf)
    const sha256 = createHash('sha256').update(pdf).digest('hex')
    await parts.prisma.document.update({ where: { id: row.id }, data: { fileKey, sha256 } })
    return { number: row.number, pdf }
  }

type Reserved = Awaited<ReturnType<typeof reserved>>

/** Its number, gapless like any other, taken once for what it says. */
async function reserved({ prisma }: PressParts, { code, language, head, blocks, now }: Report) {
  const said = createHash('sha256').update(JSON.stringify({ language, head, blocks })).digest('hex')
  const issueKey = `${code}/${said}`
  return await prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${issueKey}, 0))`
    const known = await tx.document.findUnique({ where: { issueKey } })
    if (known !== null) return known
    return await tx.document.create({
      data: {
        id: randomUUID(),
        number: await nextPaperNumber(tx, prefixOf(code), yearOf(localDateOf(now))),
        code,
        issueKey,
        language,
        issuedAt: new Date(formatInstant(now)),
        verificationCode: verificationCode(Array.from({ length: 15 }, () => randomInt(32))),
      },
    })
  })
}

/** A paper like any other, but about no case: what it is about stands where the case would. */
function paperOf({ templates, publicUrl }: PressParts, report: Report, row: Reserved): Paper {
  const bare = { title: `${report.code}.title`, addressed: false, signers: { atLeast: 0 }, blocks: [] }
  const paper = composePaper(bare, templates.stringsOf('manager'), {
    language: report.language,
    values: {},
    reasons: [],
    reasonText: (code) => code,
    number: row.number,
    issuedOn: localDateOf(asInstant(row.issuedAt)),
    caseNumber: row.number,
    verificationUrl: `${publicUrl}/verify/${row.verificationCode}`,
    verificationCode: row.verificationCode,
    signers: [],
  })
  const [number, , issuedOn] = paper.head
  const known = [number, issuedOn].filter((each) => each !== undefined)
  return { ...paper, head: [...known, ...report.head], report: report.blocks }
}
