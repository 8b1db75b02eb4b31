import { createHash } from 'node:crypto'
import type { Request } from 'express'
import { fileTypeFromBuffer } from 'file-type'
import { type CaseId, caseId } from '../../domain/case/codes.ts'
import type { Fault } from '../../domain/case/form.ts'
import { type Caller, mayReadPerson } from '../../domain/identity/roles.ts'
import { type DocumentRow, findDocument } from '../../prisma/documents.ts'
import { findMaterial } from '../../prisma/materials.ts'
import { findRound, workflowOf } from '../../prisma/rounds.ts'
import type { ApiParts } from '../api-parts.ts'
import { type SeenCase, seeCase } from '../commands/case-view.ts'
import { seePlan } from '../commands/plan-view.ts'
import { fileKeyOf, mayUpload, type UploadMaterialInput, uploadMaterial } from '../commands/upload-material.ts'
import { readDocumentOperation, readMaterialOperation, uploadOperation } from '../contracts/case-record.ts'
import { isProblem, type Problem, problemOf } from '../problems.ts'
import { answerWith } from './answer.ts'
import type { Serve } from './serve.ts'

/** The largest file that is taken, and what the envelope of a form may add to it. */
const largestFile = 20 * 1024 * 1024
const envelope = 64 * 1024

/** What may be uploaded: by content, never by name. */
const allowed: ReadonlySet<string> = new Set(['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'image/heic'])

export type Uploaded = {
  readonly type: string
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array
  /** What else the form brought: a page's own fields. */
  readonly besides: Readonly<Record<string, string>>
}

/** Reads the body up to the limit; undefined when there is more. */
async function bodyOf(request: Request): Promise<Buffer | undefined> {
  const most = largestFile + envelope
  if (Number(request.headers['content-length'] ?? 0) > most) return undefined
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request) {
    const bytes = Buffer.from(part)
    length += bytes.length
    if (length > most) return undefined
    parts.push(bytes)
  }
  return Buffer.concat(parts)
}

/** A file's name as it may be shown and kept: no folders, nothing that steers a terminal or the direction of reading. */
function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const plain = last.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim()
  return Array.from(plain).slice(0, 200).join('') || 'file'
}

/** By the reader that comes with Node: the whole form, or nothing. */
async function formIn(request: Request, body: Buffer): Promise<FormData | undefined> {
  const headers = { 'content-type': request.headers['content-type'] ?? '' }
  return await new Response(new Uint8Array(body), { headers }).formData().catch(() => undefined)
}

const unknownFields = (form: FormData, besides: readonly string[]): readonly Fault[] =>
  [...form.keys()]
    .filter((name) => !['type', 'file', ...besides].includes(name))
    .map((name) => ({ pointer: `/${name}`, code: 'field-unknown' }))

/** What an upload may be besides a paper: fields of a page's own, and a recording. */
type UploadExpected = { readonly besides?: readonly string[]; readonly recording?: boolean }

/** Reads an upload; a page's form brings `besides` fields of its own, any other is refused. */
export async function readUpload(
  request: Request,
  { besides = [], recording = false }: UploadExpected = {},
): Promise<Problem | Uploaded> {
  if (request.is('multipart/form-data') === false) return { refused: 'unsupported-media-type' }
  const body = await bodyOf(request)
  if (body === undefined) return { refused: 'too-large' }
  const form = await formIn(request, body)
  if (form === undefined) return { refused: 'malformed' }
  const unknown = unknownFields(form, besides)
  return unknown.length > 0 ? problemOf(unknown) : await fileIn(form, { besides, recording })
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

async function fileIn(form: FormData, { besides, recording }: Required<UploadExpected>): Promise<Problem | Uploaded> {
  const [type, file] = [form.get('type'), form.get('file')]
  if (typeof type !== 'string' || type.length > 64) return problemOf([{ pointer: '/type', code: 'field-missing' }])
  if (file === null || typeof file === 'string') return problemOf([{ pointer: '/file', code: 'field-missing' }])
  if (file.size > largestFile) return { refused: 'too-large' }
  const uploaded = {
    type,
    name: safeName(file.name),
    mime: file.type,
    bytes: new Uint8Array(await file.arrayBuffer()),
    besides: Object.fromEntries(besides.map((field) => [field, textOf(form.get(field))])),
  }
  return await judged(uploaded, recording ? new Set([...allowed, 'video/webm']) : allowed)
}

const endings: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  heic: 'image/heic',
}

/** What the file says it is, by its label and by its name. */
const claimsOf = ({ mime, name }: Uploaded, fit: ReadonlySet<string>): readonly string[] => {
  const byName = endings[name.split('.').at(-1)?.toLowerCase() ?? '']
  return [mime.split(';')[0]?.trim() ?? '', byName ?? ''].filter((claim) => fit.has(claim))
}

/** Its content decides; a file that says another thing than it is, is turned away. */
async function judged(file: Uploaded, fit: ReadonlySet<string>): Promise<Problem | Uploaded> {
  if (file.bytes.length === 0) return problemOf([{ pointer: '/file', code: 'file-empty' }])
  const found = (await fileTypeFromBuffer(file.bytes))?.mime
  const claims = claimsOf(file, fit)
  const isAllowed = found !== undefined && fit.has(found)
  if (isAllowed && claims.every((claim) => claim === found)) return { ...file, mime: found }
  return claims.length > 0
    ? problemOf([{ pointer: '/file', code: 'file-not-what-it-says' }])
    : { refused: 'unsupported-media-type' }
}

/** Seals the bytes into their place; what the command then keeps is where and what they are. */
export async function keepFile(
  parts: ApiParts,
  { id }: SeenCase,
  { type, name, mime, bytes }: Uploaded,
): Promise<UploadMaterialInput> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const input = { case: id, type, name, mime, bytes: bytes.length, sha256 }
  await parts.files.put(fileKeyOf(input), await parts.vault.sealBytes(id, bytes))
  return input
}

/** A material as it was uploaded; undefined where it is not for the caller to know. */
export async function materialFile(
  parts: ApiParts,
  caller: Caller,
  { id, material: wanted }: { readonly id: string; readonly material: string },
): Promise<{ readonly mime: string; readonly bytes: Uint8Array } | undefined> {
  const seen = await seeCase(parts, caller, id)
  if (seen === undefined || !mayReadPerson(seen.standing)) return undefined
  const material = await findMaterial(parts.prisma, seen.id, wanted)
  if (material === null) return undefined
  const bytes = await parts.vault.openBytes(seen.id, await parts.files.get(material.fileKey))
  return { mime: material.mime, bytes }
}

/** Under whose key a paper lies that the caller may read: their case's, or that of a round, whose record is public. */
async function readableOwner(
  parts: ApiParts,
  caller: Caller,
  { caseId: ofCase, roundCode, planId }: Pick<DocumentRow, 'caseId' | 'roundCode' | 'planId'>,
): Promise<CaseId | undefined> {
  const round = ofCase === null && roundCode !== null ? await findRound(parts.prisma, roundCode) : null
  if (round !== null) return workflowOf(round)
  if (planId !== null) return await planOwner(parts, caller, planId)
  if (ofCase === null) return undefined
  const seen = await seeCase(parts, caller, ofCase)
  return seen !== undefined && mayReadPerson(seen.standing) ? seen.id : undefined
}

async function planOwner(parts: ApiParts, caller: Caller, planId: string): Promise<CaseId | undefined> {
  return (await seePlan(parts, caller, planId)) === undefined ? undefined : caseId(planId)
}

/** Uploads, and files as they are read again. */
export function uploadRoutes(serve: Serve, parts: ApiParts): void {
  serve(uploadOperation, async (asked) => {
    const seen = await seeCase(parts, asked.caller, asked.params.id)
    if (seen === undefined) return { refused: 'not-found' }
    if (!mayUpload(asked.caller, seen)) return { refused: 'not-yours' }
    const upload = await readUpload(asked.request)
    if (isProblem(upload)) return upload
    const input = await keepFile(parts, seen, upload)
    return await answerWith(parts, uploadMaterial, { asked, input, under: `/api/v1/cases/${seen.id}/materials` })
  })

  serve(readMaterialOperation, async ({ caller, params }) => {
    const file = await materialFile(parts, caller, params)
    if (file === undefined) return { refused: 'not-found' }
    const { bytes, mime } = file
    return { status: 200, bytes, headers: { 'Content-Type': mime, 'Content-Disposition': 'attachment' } }
  })

  serve(readDocumentOperation, async ({ caller, params }) => {
    const document = await findDocument(parts.prisma, params.number)
    const owner = document === null ? undefined : await readableOwner(parts, caller, document)
    const key = document?.fileKey ?? null
    if (owner === undefined || key === null) return { refused: 'not-found' }
    const bytes = await parts.vault.openBytes(owner, await parts.files.get(key))
    const disposition = `inline; filename="${params.number}.pdf"`
    return { status: 200, bytes, headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': disposition } }
  })
}
