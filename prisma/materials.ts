import { caseId } from '../domain/case/codes.ts'
import { formatInstant, instantFromMillis } from '../domain/time/local-date.ts'
import type { Prisma } from './client.ts'
import type { Vault } from './vault.ts'

type MaterialParts = { readonly prisma: Prisma; readonly vault: Pick<Vault, 'openBytes' | 'sealBytes'> }
type Row = Awaited<ReturnType<Prisma['material']['findMany']>>[number]

const shown = async ({ vault }: MaterialParts, { id, caseId: of, type, state, mime, bytes, name, at }: Row) => ({
  id,
  type,
  state,
  mime,
  bytes,
  name: (await vault.openBytes(caseId(of), name)).toString('utf8'),
  at: formatInstant(instantFromMillis(at.getTime())),
})

/** The materials of a case, oldest first, with their names as they were uploaded. */
export async function materialsOf(parts: MaterialParts, caseId: string) {
  const rows = await parts.prisma.material.findMany({ where: { caseId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] })
  return await Promise.all(rows.map((row) => shown(parts, row)))
}

/** One of them. */
export const findMaterial = (prisma: Prisma, caseId: string, id: string) =>
  prisma.material.findFirst({ where: { id, caseId } })

/** Keeps what was uploaded; the same id again changes nothing. */
export async function addMaterial(
  parts: MaterialParts,
  material: Omit<Row, 'name' | 'state'> & { readonly name: string },
) {
  const { name, ...rest } = material
  const sealed = Uint8Array.from(await parts.vault.sealBytes(caseId(material.caseId), Buffer.from(name)))
  await parts.prisma.material.createMany({ data: { ...rest, name: sealed, state: 'offered' }, skipDuplicates: true })
}

/** Types of which something was uploaded that no action has counted in yet. */
export async function offeredTypes(prisma: Prisma, caseId: string): Promise<readonly string[]> {
  const rows = await prisma.material.findMany({
    where: { caseId, state: 'offered' },
    select: { type: true },
    distinct: ['type'],
  })
  return rows.map(({ type }) => type)
}

/** The action is taken: what was offered of these types counts, and what it takes the place of does not any more. */
export async function countMaterials(prisma: Prisma, caseId: string, types: readonly string[]): Promise<void> {
  const of = { caseId, type: { in: [...types] } }
  const offered = await prisma.material.findMany({
    where: { ...of, state: 'offered' },
    select: { id: true, type: true },
  })
  const anew = [...new Set(offered.map(({ type }) => type))]
  await prisma.$transaction([
    prisma.material.updateMany({
      where: { caseId, type: { in: anew }, state: 'counted' },
      data: { state: 'superseded' },
    }),
    prisma.material.updateMany({ where: { id: { in: offered.map(({ id }) => id) } }, data: { state: 'counted' } }),
  ])
}
