import { createHash } from 'node:crypto'
import { type CaseId, caseId } from '../../domain/case/codes.ts'
import { dateAt } from '../../domain/case/form.ts'
import { definitionOf } from '../../domain/kinds/index.ts'
import { isShared } from '../../domain/plan/papers.ts'
import { type LocalDate, localDateOf } from '../../domain/time/local-date.ts'
import { addMaterial } from '../../prisma/materials.ts'
import { planById } from '../../prisma/plans.ts'
import { Forgotten } from '../../prisma/vault.ts'
import type { ActivityParts } from '../parts.ts'
import { instantOfText } from '../rounds/of-case.ts'

type Sharing = { readonly planId: CaseId; readonly matters: readonly CaseId[]; readonly at: string }

type Given = Awaited<ReturnType<typeof materialsOf>>[number]

type Open = { readonly id: string; readonly kind: string; readonly track: string; readonly isDraft: boolean }

/**
 * A paper given for one matter of a plan counts for the others: what a draft lacks is put into it, and what was given
 * anew since is offered to every open matter that uses it. A stay that was registered brings its slip. Again: nothing.
 */
export async function sharePapers(parts: ActivityParts, { planId, matters, at }: Sharing): Promise<void> {
  const plan = await planById(parts.prisma, planId)
  if (plan === null || matters.length < 2) return
  const [open, given] = await Promise.all([openMatters(parts, matters), materialsOf(parts, matters)])
  for (const matter of open) {
    const { id } = matter
    for (const source of offeredTo(matter, given, plan.madeAt)) await copy(parts, source, { to: caseId(id), at })
    await bringSlip(parts, matter, { matters, at })
  }
}

async function openMatters({ prisma }: ActivityParts, matters: readonly CaseId[]): Promise<readonly Open[]> {
  const views = await prisma.caseView.findMany({
    where: { caseId: { in: [...matters] }, status: { not: 'closed' } },
    select: { caseId: true, kind: true, track: true, status: true },
  })
  return views.map(({ caseId: id, kind, track, status }) => ({ id, kind, track, isDraft: status === 'draft' }))
}

const materialsOf = ({ prisma }: ActivityParts, matters: readonly CaseId[]) =>
  prisma.material.findMany({
    where: { caseId: { in: [...matters] }, state: { in: ['offered', 'counted'] } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  })

/** The newest paper of each type that the matter uses and another matter of the plan has, where it has none or an older one. */
function offeredTo(matter: Open, given: readonly Given[], madeAt: Date): readonly Given[] {
  const materials = Object.entries(definitionOf(matter.kind)?.materials ?? {})
  const used = materials.filter(([type, { tracks }]) => isShared(type) && tracks.includes(matter.track))
  return used.flatMap(([type]) => {
    const own = given.find((each) => each.caseId === matter.id && each.type === type)
    const source = given.find((each) => each.caseId !== matter.id && each.type === type)
    return source !== undefined && isNews(matter, { source, own, madeAt }) ? [source] : []
  })
}

type News = { readonly source: Given; readonly own: Given | undefined; readonly madeAt: Date }

/** A draft takes whatever it lacks; for the rest only what was given anew since the plan was made is news. */
function isNews({ isDraft }: Open, { source, own, madeAt }: News): boolean {
  if (source.sha256 === own?.sha256) return false
  if (own === undefined && isDraft) return true
  return source.at > madeAt && (own === undefined || source.at > own.at)
}

type Target = { readonly to: CaseId; readonly at: string }

/** The same paper has the same name in the same case, so that it is put there once. */
const nameOf = (to: CaseId, type: string, sha256: string): string =>
  createHash('sha256').update(`shared\n${to}\n${type}\n${sha256}`).digest('hex').slice(0, 32)

async function copy(parts: ActivityParts, source: Given, { to, at }: Target): Promise<void> {
  const { vault, files, prisma } = parts
  const id = nameOf(to, source.type, source.sha256)
  if ((await prisma.material.findUnique({ where: { id } })) !== null) return
  const from = caseId(source.caseId)
  try {
    if (!(await isStillValid(parts, source, localDateOf(instantOfText(at))))) return
    const bytes = await vault.openBytes(from, await files.get(source.fileKey))
    const name = (await vault.openBytes(from, source.name)).toString('utf8')
    const fileKey = `materials/${to}/${source.sha256}`
    await files.put(fileKey, await vault.sealBytes(to, bytes))
    const { type, mime, bytes: size, sha256 } = source
    await addMaterial(parts, { id, caseId: to, type, mime, bytes: size, sha256, name, fileKey, at: source.at })
  } catch (failure) {
    // The other matter's key was dropped meanwhile: it has nothing to share any more.
    if (!(failure instanceof Forgotten)) throw failure
  }
}

/** A passport counts as long as it has not expired; the other papers have no end of their own. */
async function isStillValid({ vault }: ActivityParts, { type, caseId: of }: Given, on: LocalDate): Promise<boolean> {
  if (type !== 'passport') return true
  const saved = await vault.form(caseId(of))
  const expiresOn = saved === undefined ? undefined : dateAt(saved.form, 'person.passport.expiresOn')
  return expiresOn === undefined || expiresOn >= on
}

const slip = 'accommodation-slip'

/** The slip of a stay that was registered in this plan, for the permit that would otherwise have to ask for it. */
async function bringSlip(parts: ActivityParts, matter: Open, { matters, at }: Pick<Sharing, 'matters' | 'at'>) {
  if (definitionOf(matter.kind)?.materials[slip]?.tracks.includes(matter.track) !== true) return
  const { prisma, vault, files } = parts
  const paper = await prisma.document.findFirst({
    where: {
      caseId: { in: [...matters] },
      code: slip,
      revokedAt: null,
      replacedByNumber: null,
      fileKey: { not: null },
    },
    orderBy: { issuedAt: 'desc' },
  })
  if (paper?.fileKey == null || paper.caseId === null || paper.sha256 === null) return
  const to = caseId(matter.id)
  const id = nameOf(to, slip, paper.sha256)
  if ((await prisma.material.findUnique({ where: { id } })) !== null) return
  const bytes = await vault.openBytes(caseId(paper.caseId), await files.get(paper.fileKey))
  const fileKey = `materials/${to}/${paper.sha256}`
  await files.put(fileKey, await vault.sealBytes(to, bytes))
  const file = { type: slip, mime: 'application/pdf', bytes: bytes.length, sha256: paper.sha256 }
  await addMaterial(parts, { id, caseId: to, ...file, name: `${paper.number}.pdf`, fileKey, at: new Date(at) })
}
