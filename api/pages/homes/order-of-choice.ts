/** As many lots as an application may name. */
export const mostChosen = 10

const moved = (order: readonly string[], from: number, to: number): readonly string[] => {
  const lot = order[from]
  if (lot === undefined || to < 0 || to >= order.length) return order
  const rest = order.filter((_, index) => index !== from)
  return [...rest.slice(0, to), lot, ...rest.slice(to)]
}

const without = (order: readonly string[], lot: string): readonly string[] => order.filter((each) => each !== lot)

/** What each button does to the order, given the lot it stands beside. */
const acts: Readonly<Record<string, (order: readonly string[], lot: string) => readonly string[]>> = {
  up: (order, lot) => moved(order, order.indexOf(lot), order.indexOf(lot) - 1),
  down: (order, lot) => moved(order, order.indexOf(lot), order.indexOf(lot) + 1),
  first: (order, lot) => moved(order, order.indexOf(lot), 0),
  remove: without,
  add: (order, lot) => (order.includes(lot) || order.length >= mostChosen ? order : [...order, lot]),
}

/** The order after a button (`up:LOT`) was pressed; as it was for anything that is no button of ours. */
export function orderAfter(order: readonly string[], pressed: string): readonly string[] {
  const [act = '', lot = ''] = pressed.split(':')
  const isKnown = act === 'add' || order.includes(lot)
  return isKnown && lot !== '' ? (acts[act]?.(order, lot) ?? order) : order
}
