import { caseId } from '../../domain/case/codes.ts'
import type { DataDoor } from '../../domain/case/form.ts'
import type { Refusal } from '../../domain/case/refusal.ts'
import { namesOf } from '../../prisma/accounts.ts'
import { evidenceOf, recordingType } from '../../prisma/call-evidence.ts'
import { findCaseFile } from '../../prisma/case-files.ts'
import type { TaskRow } from '../../prisma/tasks.ts'
import type { Parts } from '../parts.ts'

/** What the process itself cannot judge, because names never reach it: asked of the vault and the staff list beforehand. */
export async function admitBeside(
  parts: Parts,
  row: TaskRow,
  { door, data }: { readonly door: DataDoor; readonly data: unknown },
): Promise<Refusal | undefined> {
  if (door.admit === undefined) return undefined
  const id = caseId(row.caseId)
  const signatures = row.view?.signatures ?? []
  const [saved, file, evidence] = await Promise.all([
    parts.vault.form(id),
    findCaseFile(parts.prisma, id),
    evidenceOf(parts.prisma, { caseId: id }),
  ])
  const agent = file?.agentPersonId ?? undefined
  const people = [...signatures.map(({ by }) => by), ...(agent === undefined ? [] : [agent])]
  const names = await namesOf(parts.prisma, people)
  const nameOf = (person: string): string => names.get(person)?.name ?? ''
  return door.admit(data, {
    form: saved?.form ?? {},
    agent: agent === undefined ? undefined : nameOf(agent),
    signers: signatures.map(({ task, by }) => ({ task, name: nameOf(by) })),
    stills: evidence.filter(({ type }) => type !== recordingType).map((still) => still.id),
  })
}
