/** One measured figure; `ratio` is the value over its baseline, taken in the same run. */
export type Figure = Readonly<{
  bench: string
  figure: string
  unit: string
  value: number
  /** null where nothing is its yardstick. */
  baseline: number | null
  ratio: number | null
}>

const rounded = (value: number): number => Number(value.toPrecision(4))

type Measured = Omit<Figure, 'ratio' | 'baseline'> & { readonly baseline: number }

/** A figure against its baseline: a limit that must not be passed, or the same thing done barely. */
export const figureOf = ({ value, baseline, ...rest }: Measured): Figure => ({
  ...rest,
  value: rounded(value),
  baseline: rounded(baseline),
  ratio: rounded(value / baseline),
})
