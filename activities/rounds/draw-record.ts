import { createHash, randomInt, randomUUID } from 'node:crypto'
import { verificationCode } from '../../domain/identity/identifiers/verification-code.ts'
import { formatInstant, localDateOf, yearOf } from '../../domain/time/local-date.ts'
import { bundleOfRow } from '../../prisma/cascade.ts'
import { nextPaperNumber } from '../../prisma/numbers.ts'
import { type RoundRow, workflowOf } from '../../prisma/rounds.ts'
import { asInstant } from '../../prisma/slots.ts'
import { composePaper } from '../../templates/compose-paper.ts'
import type { DocumentValues } from '../../templates/document-values.ts'
import type { Signer } from '../../templates/paper-content.ts'
import { prefixOf } from '../documents/prefixes.ts'
import type { ActivityParts } from '../parts.ts'
import { instantOfText } from './of-case.ts'

const paperCode = 'draw-record'
const kind = 'apartment-allocation'
/** Published for everybody: in Chinese, which governs, and English. */
const language = 'en'

/** Issues the public record of a draw: what was committed to, sealed, given and drawn, so that anyone can check it. Again: the same. */
export async function issueDrawRecord(parts: ActivityParts, code: string, at: string): Promise<string> {
  const round = await parts.prisma.round.findUniqueOrThrow({ where: { code } })
  const row = await reserved(parts, round, at)
  if (row.fileKey !== null) return row.number
  const pdf = await parts.seal(await parts.drawing(await composed(parts, round, row)))
  const fileKey = `documents/${row.id}`
  await parts.files.put(fileKey, await parts.vault.sealBytes(workflowOf(round), pdf))
  const sha256 = createHash('sha256').update(pdf).digest('hex')
  await parts.prisma.document.update({ where: { id: row.id }, data: { fileKey, sha256 } })
  return row.number
}

type Reserved = Awaited<ReturnType<typeof reserved>>

/** Its number, gapless like any other, taken once. */
async function reserved({ prisma }: ActivityParts, { code, workflowId }: RoundRow, at: string) {
  const issueKey = `${workflowId}/${paperCode}`
  const known = await prisma.document.findUnique({ where: { issueKey } })
  if (known !== null) return known
  const year = yearOf(localDateOf(instantOfText(at)))
  const prefix = prefixOf(paperCode)
  return await prisma.$transaction(async (tx) => {
    return await tx.document.create({
      data: {
        id: randomUUID(),
        number: await nextPaperNumber(tx, prefix, year),
        code: paperCode,
        roundCode: code,
        issueKey,
        language,
        issuedAt: new Date(at),
        verificationCode: verificationCode(Array.from({ length: 15 }, () => randomInt(32))),
      },
    })
  })
}

async function composed(parts: ActivityParts, round: RoundRow, row: Reserved) {
  const { templates, translator, publicUrl } = parts
  return composePaper(templates.templateOf(kind, paperCode), templates.stringsOf(kind), {
    language,
    values: valuesOf(round),
    reasons: [],
    reasonText: (reason, side) => translator.translate(side, `${kind}:reasons.${reason}.short`),
    number: row.number,
    issuedOn: localDateOf(asInstant(row.issuedAt)),
    caseNumber: round.code,
    verificationUrl: `${publicUrl}/verify/${row.verificationCode}`,
    verificationCode: row.verificationCode,
    signers: await signersOf(parts, round),
  })
}

function valuesOf(round: RoundRow): DocumentValues {
  const bundle = bundleOfRow(round.bundle)
  const { seed, listHash, witnesses, applications, withdrawn, assignments, commitment, supersedes } = bundle
  return {
    round: {
      code: round.code,
      closesAt: formatInstant(asInstant(round.closesAt)),
      commitment,
      seed,
      listHash,
      witnesses: witnesses.join(' · '),
      bundleHash: round.bundleHash,
      resultHash: round.resultHash,
      applications: applications.length,
      withdrawn: withdrawn.length,
      assigned: Object.keys(assignments).length,
      supersedes: supersedes?.round,
      reason: supersedes?.reason,
    },
  }
}

/** The two who drew. */
async function signersOf({ prisma }: ActivityParts, { code }: RoundRow): Promise<readonly Signer[]> {
  const acts = await prisma.roundEvent.findMany({
    where: { round: code, type: { in: ['draw', 'confirm-draw'] } },
    orderBy: { seq: 'asc' },
  })
  const people = [acts.findLast(({ type }) => type === 'draw'), acts.find(({ type }) => type === 'confirm-draw')]
  const found = await prisma.person.findMany({ where: { id: { in: people.map((each) => each?.actor ?? '') } } })
  return people.map((each) => ({
    role: 'decided',
    title: 'officer',
    staffNumber: found.find(({ id }) => id === each?.actor)?.staffNumber ?? '—',
  }))
}
