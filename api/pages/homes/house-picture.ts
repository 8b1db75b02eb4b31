/** Colours of walls and roofs; calm, and far enough from one another that houses are told apart. */
const walls = ['#e9d8bd', '#dfe3d6', '#e8cfc3', '#d6dfe4', '#eadfb8', '#ddd2de'] as const
const roofs = ['#8c4a38', '#4d5f58', '#6b5b4a', '#455a6b', '#7a6a3c', '#5f4a66'] as const

const [width, height, ground] = [320, 200, 176]

/** A number that is always the same for the same text. */
function seedOf(text: string): number {
  const signs = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))
  return signs.reduce((sum, sign) => (Math.imul(sum, 31) + sign) >>> 0, 7)
}

const rect = (x: number, y: number, [w, h, fill]: readonly [number, number, string]): string =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}"/>`

type House = {
  readonly left: number
  readonly top: number
  readonly wide: number
  readonly floors: number
  readonly columns: number
}

const floorHeight = 26

function houseOf(seed: number): House {
  const [floors, columns] = [2 + (seed % 4), 3 + ((seed >>> 3) % 4)]
  const wide = columns * 34 + 16
  return { floors, columns, wide, left: (width - wide) / 2, top: ground - floors * floorHeight - 14 }
}

/** The door stands where the middle window of the ground floor would be. */
function openings({ left, top, floors, columns }: House, seed: number): string {
  const door = Math.floor(columns / 2)
  const cells = Array.from({ length: floors * columns }, (_, cell) => [Math.floor(cell / columns), cell % columns])
  return cells
    .map(([row = 0, column = 0]) => {
      const [x, y] = [left + 16 + column * 34, top + 12 + row * floorHeight]
      if (row === floors - 1 && column === door) return rect(x, y - 2, [18, 30, '#5a4636'])
      const isLit = ((seed >>> (row + column)) & 3) === 0
      return `${rect(x, y, [18, 16, isLit ? '#f6dd94' : '#9db6bd'])}<path d="M${x + 9} ${y}v16" stroke="#fff" stroke-width="1.5"/>`
    })
    .join('')
}

function roofOf({ left, top, wide }: House, seed: number, fill: string): string {
  const [from, to] = [left - 8, left + wide + 8]
  const shapes = [
    `M${from} ${top}L${width / 2} ${top - 30}L${to} ${top}Z`,
    `M${from} ${top}L${left + 20} ${top - 22}H${left + wide - 20}L${to} ${top}Z`,
    `M${from} ${top}V${top - 8}H${to}V${top}Z`,
  ]
  return `<path d="${shapes[(seed >>> 6) % shapes.length] ?? ''}" fill="${fill}"/>`
}

const tree = (x: number): string =>
  `${rect(x - 2, ground - 18, [4, 18, '#6d5540'])}<circle cx="${x}" cy="${ground - 26}" r="14" fill="#7f9c74"/>`

/** A house, drawn: the same for the same name, no photograph and no promise of how it looks. */
export function housePicture(name: string): string {
  const seed = seedOf(name)
  const house = houseOf(seed)
  const [wall, roof] = [walls[seed % walls.length] ?? walls[0], roofs[(seed >>> 4) % roofs.length] ?? roofs[0]]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    rect(0, 0, [width, height, '#eef3f0']),
    `<circle cx="${270 - (seed % 5) * 8}" cy="38" r="15" fill="#f3d9a0"/>`,
    rect(0, ground, [width, height - ground, '#cfd8c4']),
    tree(house.left - 24),
    seed % 2 === 0 ? tree(house.left + house.wide + 24) : '',
    rect(house.left, house.top, [house.wide, ground - house.top, wall]),
    roofOf(house, seed, roof),
    openings(house, seed),
    '</svg>',
  ].join('')
}
