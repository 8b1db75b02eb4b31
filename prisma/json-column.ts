import type { Prisma as Sql } from './generated/client.ts'

/** A value of ours as a JSON column takes it: plain data, so that it comes back as it went in. */
export function toColumn(value: object): Sql.InputJsonValue {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- our types are readonly and have no index signature; as data they are JSON
  return value as Sql.InputJsonValue
}

/** What one of our own functions wrote into a JSON column, as it wrote it. Nobody else writes there. */
export function fromColumn<Written>(value: unknown): Written {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- parsed at the edge when it came in; inside it is trusted
  return value as Written
}
