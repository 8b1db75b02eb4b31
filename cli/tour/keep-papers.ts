import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { viewAs } from '../scenario/case-view.ts'
import { overseer, type Play, readAs } from '../scenario/play.ts'

/** Saves every paper of a story's cases below the folder; answers how many. */
export async function keepPapers(play: Play, folder: string): Promise<number> {
  const door = await play.people.as(overseer)
  let kept = 0
  for (const found of play.cases.values()) {
    const { documents } = await viewAs(play, found)
    const own = join(folder, found.number)
    await mkdir(own, { recursive: true })
    for (const { code, number } of documents) {
      const bytes = await door.file(`/api/v1/documents/${String(number)}`)
      await writeFile(join(own, `${String(number)} ${code}.pdf`), bytes)
      kept += 1
    }
  }
  for (const id of play.plans.values()) kept += await keepPlan(play, id, folder)
  return kept
}

const plan = z.looseObject({ number: z.string(), documents: z.array(z.looseObject({ number: z.string() })) })

/** A plan's own paper, and those it took the place of. */
async function keepPlan(play: Play, id: string, folder: string): Promise<number> {
  const door = await play.people.as(overseer)
  const { number, documents } = await readAs(play, overseer, { path: `/api/v1/plans/${id}`, schema: plan })
  const own = join(folder, number)
  await mkdir(own, { recursive: true })
  for (const paper of documents)
    await writeFile(join(own, `${paper.number} plan.pdf`), await door.file(`/api/v1/documents/${paper.number}`))
  return documents.length
}
