import { z } from 'zod'
import { caseId } from '../../domain/case/codes.ts'
import type { Caller } from '../../domain/identity/roles.ts'
import { definitionOf } from '../../domain/kinds/index.ts'
import { formatInstant } from '../../domain/time/local-date.ts'
import { addMaterial } from '../../prisma/materials.ts'
import { problemOf } from '../problems.ts'
import { mayAct, type SeenCase, seeCase } from './case-view.ts'
import { defineCommand, type Outcome } from './command.ts'
import { tellPlansOf } from './tell-plans.ts'

export const uploadMaterialInput = z.strictObject({
  case: z.string().max(64),
  type: z.string().max(64),
  mime: z.string().max(100),
  bytes: z.number().int(),
  sha256: z.string().length(64),
  name: z.string().max(200),
})
export type UploadMaterialInput = z.infer<typeof uploadMaterialInput>

/** Where the sealed bytes of an upload lie: the same bytes for the same case are the same file. */
export const fileKeyOf = ({ case: id, sha256 }: Pick<UploadMaterialInput, 'case' | 'sha256'>): string =>
  `materials/${id}/${sha256}`

/** Whether the caller may add papers to a case; asked before their bytes are read, and again when they are kept. */
export const mayUpload = (caller: Caller, seen: SeenCase): boolean =>
  mayAct(caller, seen, 'applicant') || mayAct(caller, seen, 'officer')

/** Keeps an uploaded file as offered; it counts with the action that names its type. */
export const uploadMaterial = defineCommand<UploadMaterialInput>({
  operation: 'upload-material',
  input: uploadMaterialInput,
  caseOf: () => null,
  run: async (parts, { id, caller, input, at }): Promise<Outcome> => {
    const seen = await seeCase(parts, caller, input.case)
    if (seen === undefined) return { refused: 'not-found' }
    if (seen.state.status === 'closed') return { refused: 'not-open' }
    if (!mayUpload(caller, seen)) return { refused: 'not-yours' }
    const { type, mime, bytes, sha256, name } = input
    const asked = definitionOf(seen.row.kind)?.materials[type]?.tracks ?? []
    if (!asked.includes(seen.row.track)) return problemOf([{ pointer: '/type', code: 'material-unknown' }])
    const material = id.slice(0, 32)
    await addMaterial(parts, {
      id: material,
      caseId: caseId(seen.id),
      type,
      mime,
      bytes,
      sha256,
      name,
      fileKey: fileKeyOf({ case: seen.id, sha256 }),
      at: new Date(at * 1000),
    })
    await tellPlansOf(parts, seen.id, at)
    return {
      done: { id: material, type, state: 'offered', mime, bytes, name, at: formatInstant(at) },
      created: material,
    }
  },
})
