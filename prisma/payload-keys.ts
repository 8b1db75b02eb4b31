import { Forgotten, type KeyEncryptionKey, newestOf, type Vault } from './vault.ts'

type Key = { readonly id: string; readonly key: Uint8Array }

const ofCase = 'case:'

/**
 * Keys for what a Temporal server keeps: a case's own, so that dropping it makes its history dark; the newest
 * key-encryption key for what belongs to no case.
 */
export function createPayloadKeys(vault: Pick<Vault, 'keyOf'>, keys: readonly KeyEncryptionKey[]) {
  const newest = newestOf(keys)
  const keyOf = (caseId: string) =>
    vault.keyOf(caseId).catch((failure: unknown) => {
      if (failure instanceof Forgotten) return undefined
      throw failure
    })
  return {
    async keyFor(workflowId: string | undefined): Promise<Key> {
      const key = workflowId === undefined ? undefined : await keyOf(workflowId)
      return key === undefined ? newest : { id: `${ofCase}${workflowId}`, key }
    },
    async keyById(id: string): Promise<Uint8Array | undefined> {
      if (id.startsWith(ofCase)) return await keyOf(id.slice(ofCase.length))
      return keys.find((key) => key.id === id)?.key
    },
  }
}
