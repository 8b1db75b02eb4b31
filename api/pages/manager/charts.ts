/** A part of a bar: how wide, what it says to whoever points at it, and the clocks behind it. */
export type BarPart = {
  readonly tone: string
  readonly value: number
  readonly title: string
  readonly href: string
}

type DrawnPart = BarPart & { readonly at: number; readonly length: number; readonly top: number }

const percentOf = (value: number, whole: number): number => (whole === 0 ? 0 : (100 * value) / whole)

const rounded = (value: number): number => Number(value.toFixed(2))

/** Parts one behind the other, as shares of what fills the whole length. */
function drawn(parts: readonly BarPart[], whole: number): readonly DrawnPart[] {
  let at = 0
  return parts.flatMap((part) => {
    const length = percentOf(part.value, whole)
    const from = at
    at += length
    return part.value === 0 ? [] : [{ ...part, at: rounded(from), length: rounded(length), top: rounded(100 - at) }]
  })
}

export type Bar = { readonly label: string; readonly total: string; readonly parts: readonly BarPart[] }

const sizeOf = ({ parts }: Pick<Bar, 'parts'>): number => parts.reduce((sum, { value }) => sum + value, 0)

/** Bars against the longest of them. */
export function barChart(bars: readonly Bar[]) {
  const longest = Math.max(0, ...bars.map(sizeOf))
  return bars.map((bar) => ({ ...bar, parts: drawn(bar.parts, longest) }))
}

/** Bars that are each a whole: shares. */
export const shareChart = (bars: readonly Bar[]) =>
  bars.map((bar) => ({ ...bar, parts: drawn(bar.parts, sizeOf(bar)) }))

/** Columns beside each other, against the highest; a column that is missing keeps its place. */
export function columnChart(columns: readonly Bar[]) {
  const highest = Math.max(0, ...columns.map(sizeOf))
  const width = percentOf(1, columns.length)
  return {
    highest,
    columns: columns.map((column, index) => ({
      ...column,
      x: rounded(index * width + width * 0.12),
      width: rounded(width * 0.76),
      parts: drawn(column.parts, highest),
    })),
    first: columns[0]?.label ?? '',
    last: columns.at(-1)?.label ?? '',
  }
}
