import { definitionOf } from '../../domain/kinds/index.ts'
import { titleOf } from '../../templates/compose-paper.ts'
import type { DocumentTemplate } from '../../templates/document-template.ts'
import type { Bilingual } from '../../templates/paper.ts'
import type { CaseAtHand } from '../case-at-hand.ts'
import type { ActivityParts } from '../parts.ts'
import type { Annex } from './binding/annex.ts'

/** What a paper binds: the papers of the case in the order of their issue, then its materials in the kind's own order. */
export async function annexesOf(
  parts: ActivityParts,
  about: CaseAtHand,
  { binds }: DocumentTemplate,
): Promise<readonly Annex[]> {
  if (binds === undefined) return []
  return [...(await papersOf(parts, about)), ...(await materialsOf(parts, about))]
}

async function papersOf(parts: ActivityParts, about: CaseAtHand): Promise<readonly Annex[]> {
  const { prisma, templates } = parts
  const papers = await prisma.document.findMany({
    where: { caseId: about.caseId, voidReason: null, fileKey: { not: null } },
    orderBy: [{ issuedAt: 'asc' }, { number: 'asc' }],
  })
  return await Promise.all(
    papers.map(async ({ code, fileKey }) => ({
      title: title(parts, about, templates.templateOf(about.kind, code).title),
      mime: 'application/pdf',
      bytes: await bytesOf(parts, about, fileKey ?? ''),
    })),
  )
}

async function materialsOf(parts: ActivityParts, about: CaseAtHand): Promise<readonly Annex[]> {
  const order = Object.keys(definitionOf(about.kind)?.materials ?? {})
  const materials = await parts.prisma.material.findMany({
    where: { caseId: about.caseId, state: 'counted' },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  })
  const inOrder = materials.toSorted((one, other) => order.indexOf(one.type) - order.indexOf(other.type))
  return await Promise.all(
    inOrder.map(async ({ type, mime, fileKey }) => ({
      title: title(parts, about, `material.${type}`),
      mime,
      bytes: await bytesOf(parts, about, fileKey),
    })),
  )
}

const title = ({ templates }: ActivityParts, { kind, language }: CaseAtHand, key: string): Bilingual =>
  titleOf(templates.stringsOf(kind), language, key)

async function bytesOf({ files, vault }: ActivityParts, { caseId }: CaseAtHand, key: string): Promise<Buffer> {
  return await vault.openBytes(caseId, await files.get(key))
}
