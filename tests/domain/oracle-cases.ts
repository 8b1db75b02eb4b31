import { existsSync, readFileSync } from 'node:fs'

const ROOT = new URL('../../', import.meta.url)

/** The cases of an oracle file: the project's copy, and the shared one where it lies beside the project. */
export function oracleCases(name: string): readonly (readonly [file: string, cases: readonly unknown[]])[] {
  const files = [`tests/oracles/${name}`, `../shared/oracles/${name}`]
  return files
    .filter((file) => existsSync(new URL(file, ROOT)))
    .map((file) => [file, listOf(JSON.parse(readFileSync(new URL(file, ROOT), 'utf8')))])
}

function listOf(json: unknown): readonly unknown[] {
  if (!Array.isArray(json) || json.length === 0) throw new Error('an oracle without cases')
  return json
}
