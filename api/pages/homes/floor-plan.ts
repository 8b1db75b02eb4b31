/** A room by its corner and size in tenths of the whole, and what stands in it. */
type Room = readonly [x: number, y: number, wide: number, deep: number, what: 'bed' | 'living' | 'kitchen' | 'bath']

/** How rooms lie to one another, by how many there are besides kitchen and bath. */
const layouts: readonly (readonly Room[])[] = [
  [
    [0, 0, 10, 6.5, 'living'],
    [0, 6.5, 6, 3.5, 'kitchen'],
    [6, 6.5, 4, 3.5, 'bath'],
  ],
  [
    [0, 0, 6, 6.5, 'living'],
    [6, 0, 4, 6.5, 'bed'],
    [0, 6.5, 6, 3.5, 'kitchen'],
    [6, 6.5, 4, 3.5, 'bath'],
  ],
  [
    [0, 0, 5, 6, 'living'],
    [5, 0, 5, 5, 'bed'],
    [5, 5, 5, 5, 'bed'],
    [0, 6, 3, 4, 'kitchen'],
    [3, 6, 2, 4, 'bath'],
  ],
  [
    [0, 0, 4, 5.5, 'bed'],
    [4, 0, 6, 5.5, 'living'],
    [0, 5.5, 3, 4.5, 'bed'],
    [3, 5.5, 3, 4.5, 'bed'],
    [6, 5.5, 2.2, 4.5, 'kitchen'],
    [8.2, 5.5, 1.8, 4.5, 'bath'],
  ],
]

const fills = { bed: '#e4e9ef', living: '#f5ecdb', kitchen: '#e9efe2', bath: '#dcebee' } as const
const [left, top, wide, deep] = [20, 20, 280, 160]

const at = (x: number, y: number): readonly [number, number] => [left + (x * wide) / 10, top + (y * deep) / 10]

/** Bed, table, hearth or tub, as a plan shows them. */
function furniture([x, y, w, d, what]: Room): string {
  const [cx, cy] = at(x + w / 2, y + d / 2)
  const lines = 'fill="none" stroke="#7b8785" stroke-width="1.5"'
  const pieces = {
    bed: `<rect x="${cx - 18}" y="${cy - 22}" width="36" height="44" rx="3" ${lines}/><path d="M${cx - 18} ${cy - 8}h36" ${lines}/>`,
    living: `<circle cx="${cx}" cy="${cy}" r="14" ${lines}/><path d="M${cx - 26} ${cy - 10}v20m52 -20v20" ${lines}/>`,
    kitchen: `<rect x="${cx - 18}" y="${cy - 10}" width="36" height="20" ${lines}/><circle cx="${cx - 8}" cy="${cy}" r="4" ${lines}/><circle cx="${cx + 8}" cy="${cy}" r="4" ${lines}/>`,
    bath: `<rect x="${cx - 12}" y="${cy - 18}" width="24" height="36" rx="10" ${lines}/>`,
  }
  return pieces[what]
}

function drawn(room: Room): string {
  const [x, y, w, d, what] = room
  const [x0, y0] = at(x, y)
  const size = `width="${(w * wide) / 10}" height="${(d * deep) / 10}"`
  return `<rect x="${x0}" y="${y0}" ${size} fill="${fills[what]}" stroke="#4b595b" stroke-width="2.5"/>${furniture(room)}`
}

/** A plan that shows how many rooms there are; it is no measured drawing. More than four rooms are drawn as four. */
export function floorPlan(rooms: number): string {
  const layout = layouts[Math.min(Math.max(rooms, 1), layouts.length) - 1] ?? []
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200" width="320" height="200">',
    '<rect width="320" height="200" fill="#fbf9f5"/>',
    ...layout.map(drawn),
    `<rect x="${left}" y="${top}" width="${wide}" height="${deep}" fill="none" stroke="#1d2a2c" stroke-width="5"/>`,
    '<path d="M40 20h50M200 20h60M300 70v40" stroke="#9db6bd" stroke-width="5"/>',
    '<path d="M160 180h28" stroke="#fbf9f5" stroke-width="6"/>',
    '</svg>',
  ].join('')
}
