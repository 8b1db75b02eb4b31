import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { caseId } from '../../domain/case/codes.ts'
import { createPrisma } from '../../prisma/client.ts'
import { createVault } from '../../prisma/vault.ts'
import type { Centre } from '../centre/centre.ts'
import { createPeople, type Door } from '../scenario/door.ts'

const opened = z.looseObject({ id: z.string() })

/** A filled form of a kind, and the papers that are shown with it. */
export type Filing = Readonly<{ kind: string; track: string; form: object; materials: readonly string[] }>

/** Does work for each index, so many beside each other; the first failure ends it. */
export async function beside(count: number, lanes: number, work: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0
  const lane = async () => {
    while (next < count) {
      const mine = next
      next += 1
      await work(mine)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

/** Looks until it holds; machine time in seconds. @throws Error when it does not within an hour. */
export async function secondsUntil(holds: () => Promise<boolean>): Promise<number> {
  const began = performance.now()
  while (!(await holds())) {
    if (performance.now() - began > 3_600_000) throw new Error('it does not come to be')
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  return (performance.now() - began) / 1000
}

/** Whoever measures a crowd: the database, and the api as an account sees it. */
export function openCrowd({ settings, url, password }: Centre) {
  const prisma = createPrisma(settings.config.databaseUrl, 4)
  const { as } = createPeople(url, password)
  const vault = createVault({ prisma, keys: settings.config.caseKeys })
  return { prisma, vault, as, close: () => prisma.$disconnect() }
}

export type Crowd = ReturnType<typeof openCrowd>

async function answered(door: Door, path: string, body: object): Promise<unknown> {
  const { status, body: said } = await door.send('POST', path, body)
  if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(said)}`)
  return said
}

/** A case is opened as a draft, by the api. */
export async function openDraft(door: Door, { kind, track, form }: Filing): Promise<string> {
  return opened.parse(await answered(door, '/api/v1/cases', { kind, track, form })).id
}

/** Its papers are written beside the api (an upload is measured nowhere here), and it is submitted by the api. */
export async function openSubmitted({ prisma, vault }: Crowd, door: Door, filing: Filing): Promise<string> {
  const id = await openDraft(door, filing)
  const name = new Uint8Array(await vault.sealBytes(caseId(id), Buffer.from('paper.pdf')))
  const sha256 = createHash('sha256').update(id).digest('hex')
  const paper = { caseId: id, state: 'offered', mime: 'application/pdf', bytes: 1, sha256, name }
  const rows = filing.materials.map((type) => ({
    ...paper,
    type,
    id: randomUUID(),
    fileKey: `none/${id}`,
    at: new Date(),
  }))
  await prisma.material.createMany({ data: rows })
  await answered(door, `/api/v1/cases/${id}/actions/submit`, {})
  return id
}

/** An act that must be taken. */
export const act = answered
