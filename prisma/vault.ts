import { createCipheriv, createDecipheriv, createHmac, randomBytes, randomUUID } from 'node:crypto'
import { type CaseId, type SealedId, sealedId } from '../domain/case/codes.ts'
import type { Draft } from '../domain/case/form.ts'
import { searchWordsOf } from '../domain/identity/search-words.ts'
import { ask, type Prisma } from './client.ts'
import { Prisma as Sql } from './generated/client.ts'
import { fromColumn } from './json-column.ts'

/** A key-encryption key; the newest seals, all open. */
export type KeyEncryptionKey = { readonly id: string; readonly key: Buffer }

/** @throws RangeError where there is no key at all: then nothing could be sealed. */
export function newestOf(keys: readonly KeyEncryptionKey[]): KeyEncryptionKey {
  const [newest] = keys
  if (newest === undefined) throw new RangeError('CASE_KEYS names no key')
  return newest
}

/** What can write: the client, or a transaction of it. */
export type Writer = Pick<Prisma, 'caseKey' | 'caseForm' | 'sealed' | 'searchWord'>

/** A case whose key was dropped: the person in it is forgotten. */
export class Forgotten extends Error {
  constructor() {
    super('forgotten')
  }
}

type FormRow = { readonly body: Uint8Array; readonly version: number; readonly changedAt: Date }

const nonceBytes = 12
const tagBytes = 16
/** The row under which the key of the indexes lies, wrapped like any other. */
const indexKeyId = 'index'
/** The words by which staff search have a key of their own: whoever has the one cannot try the other. */
const searchKeyId = 'search'

function seal(key: Buffer, plain: Buffer): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Uint8Array.from(Buffer.concat([nonce, cipher.getAuthTag(), body]))
}

/** @throws when the bytes were not sealed by this key, or changed since. */
function open(key: Buffer, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed)
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes))
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()])
}

const toJson = (value: unknown): Buffer => Buffer.from(JSON.stringify(value ?? null))
const fromJson = (bytes: Buffer): unknown => JSON.parse(bytes.toString('utf8'))

/**
 * Personal data and free text, sealed with a key per case; the keys lie wrapped by a key-encryption key that rotates.
 * Dropping a case's key erases the person.
 */
export function createVault({ prisma, keys }: { readonly prisma: Prisma; readonly keys: readonly KeyEncryptionKey[] }) {
  const newest = newestOf(keys)
  const cache = new Map<string, Buffer>()
  const cached = 2000

  const unwrap = (kekId: string, wrapped: Uint8Array): Buffer => {
    const kek = keys.find(({ id }) => id === kekId)
    if (kek === undefined) throw new Error('a case is sealed under a key that CASE_KEYS no longer names')
    return open(kek.key, wrapped)
  }

  const makeKey = async (writer: Pick<Prisma, 'caseKey'>, id: string): Promise<void> => {
    const wrapped = seal(newest.key, randomBytes(32))
    await writer.caseKey.createMany({ data: { caseId: id, kekId: newest.id, wrapped }, skipDuplicates: true })
  }

  const remember = (id: string, key: Buffer): Buffer => {
    const oldest = cache.keys().next().value
    if (cache.size >= cached && oldest !== undefined) cache.delete(oldest)
    cache.set(id, key)
    return key
  }

  /** @throws Forgotten when the case has no key any more. */
  async function keyOf(id: string, reader: Pick<Prisma, 'caseKey'> = prisma): Promise<Buffer> {
    const known = cache.get(id)
    if (known !== undefined) return known
    const row = await reader.caseKey.findUnique({ where: { caseId: id } })
    if (row === null) throw new Forgotten()
    return remember(id, unwrap(row.kekId, row.wrapped))
  }

  const keyNamed = async (id: string): Promise<Buffer> => {
    if (!cache.has(id)) await makeKey(prisma, id)
    return await keyOf(id)
  }

  async function searchDigests(words: readonly string[]): Promise<readonly string[]> {
    const key = await keyNamed(searchKeyId)
    return words.map((word) => createHmac('sha256', key).update(word).digest('hex'))
  }

  /** The words of a form take the place of those it had. */
  async function indexForm(writer: Pick<Prisma, 'searchWord'>, caseId: CaseId, form: Draft): Promise<void> {
    // The empty word, which nobody can ask for, marks a form that was looked through.
    const digests = await searchDigests(['', ...searchWordsOf(form)])
    await writer.searchWord.deleteMany({ where: { caseId, digest: { notIn: [...digests] } } })
    await writer.searchWord.createMany({ data: digests.map((digest) => ({ caseId, digest })), skipDuplicates: true })
  }

  return {
    keyOf,
    searchDigests,
    indexForm,
    /** Makes the case's key; again: nothing. */
    openCase: (writer: Pick<Prisma, 'caseKey'>, id: CaseId): Promise<void> => makeKey(writer, id),

    async saveForm(
      writer: Writer,
      id: CaseId,
      saved: { readonly form: Draft; readonly changedAt: Date },
    ): Promise<number> {
      const body = seal(await keyOf(id, writer), toJson(saved.form))
      const { version } = await writer.caseForm.upsert({
        where: { caseId: id },
        create: { caseId: id, body, changedAt: saved.changedAt },
        update: { body, changedAt: saved.changedAt, version: { increment: 1 } },
      })
      await indexForm(writer, id, saved.form)
      return version
    },

    async form(
      id: CaseId,
    ): Promise<{ readonly form: Draft; readonly version: number; readonly changedAt: Date } | undefined> {
      const sql = Sql.sql`SELECT body, version, "changedAt" FROM "CaseForm" WHERE "caseId" = ${id}`
      const [row] = await ask<FormRow>(prisma, { name: 'case-form', sql })
      if (row === undefined) return undefined
      // What saveForm sealed: the seal itself says that nobody changed it.
      const form = fromColumn<Draft>(fromJson(open(await keyOf(id), row.body)))
      return { form, version: row.version, changedAt: row.changedAt }
    },

    /** Seals something of a case and returns the id that goes into histories in its place. */
    async seal(id: CaseId, sort: string, value: unknown): Promise<SealedId> {
      const name = sealedId(randomUUID())
      await prisma.sealed.create({
        data: { id: name, caseId: id, sort, body: seal(await keyOf(id), toJson(value)), at: new Date() },
      })
      return name
    },

    async open(id: CaseId, name: SealedId): Promise<unknown> {
      const row = await prisma.sealed.findFirst({ where: { id: name, caseId: id } })
      return row === null ? undefined : fromJson(open(await keyOf(id), row.body))
    },

    sealBytes: async (id: CaseId, bytes: Uint8Array) => seal(await keyOf(id), Buffer.from(bytes)),
    openBytes: async (id: CaseId, bytes: Uint8Array): Promise<Buffer> => open(await keyOf(id), bytes),

    /** For what belongs to no case yet: under the newest key-encryption key, named in front. */
    sealed: (value: unknown): Uint8Array<ArrayBuffer> => {
      const id = Buffer.from(newest.id)
      return Uint8Array.from(Buffer.concat([Buffer.from([id.length]), id, seal(newest.key, toJson(value))]))
    },
    unsealed: (bytes: Uint8Array): unknown => {
      const all = Buffer.from(bytes)
      const end = 1 + (all[0] ?? 0)
      const kek = keys.find(({ id }) => id === all.subarray(1, end).toString())
      if (kek === undefined) throw new Error('sealed under a key that CASE_KEYS no longer names')
      return fromJson(open(kek.key, all.subarray(end)))
    },

    /** Keyed hash by which equal things are found without being read. */
    digest: async (sort: string, text: string): Promise<string> =>
      createHmac('sha256', await keyNamed(indexKeyId))
        .update(`${sort}\n${text}`)
        .digest('hex'),

    async forget(id: CaseId): Promise<void> {
      cache.delete(id)
      await prisma.$transaction([
        prisma.caseKey.deleteMany({ where: { caseId: id } }),
        prisma.sealed.deleteMany({ where: { caseId: id } }),
        prisma.caseForm.deleteMany({ where: { caseId: id } }),
        prisma.personIndex.deleteMany({ where: { caseId: id } }),
        prisma.searchWord.deleteMany({ where: { caseId: id } }),
      ])
    },

    /** Wraps every case's key anew under the newest key-encryption key. Returns how many. */
    async rotate(): Promise<number> {
      const rows = await prisma.caseKey.findMany({ where: { kekId: { not: newest.id } } })
      for (const { caseId, kekId, wrapped } of rows)
        await prisma.caseKey.update({
          where: { caseId },
          data: { kekId: newest.id, wrapped: seal(newest.key, unwrap(kekId, wrapped)) },
        })
      return rows.length
    },
  }
}

export type Vault = ReturnType<typeof createVault>
