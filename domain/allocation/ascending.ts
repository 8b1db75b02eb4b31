/** Order by code unit, which for the ASCII ids of a draw is byte order. */
export function ascending(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

/** A list in ascending order; the given one stays as it is. */
export function sortedAscending(ids: Iterable<string>): readonly string[] {
  return [...ids].sort(ascending)
}
