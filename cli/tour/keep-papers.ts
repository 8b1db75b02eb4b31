import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { viewAs } from '../scenario/case-view.ts'
import { overseer, type Play } from '../scenario/play.ts'

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
  return kept
}
