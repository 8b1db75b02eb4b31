/** The look of the centre's papers: deep water, warm paper, one vermilion. Contrast of text on its ground is at least 7 : 1. */
export const colour = {
  ink: '#1F2933',
  quiet: '#4A5763',
  water: '#14505C',
  rule: '#C9D3D3',
  wash: '#F4F1EA',
  vermilion: '#B3372B',
  sand: '#C79A54',
} as const

/** A4 in points. */
export const sheet = { width: 595.28, height: 841.89, left: 56, right: 56, top: 48, bottom: 56 } as const

export const textWidth = sheet.width - sheet.left - sheet.right

/** Font sizes in points. */
export const size = {
  title: 21,
  titleOwn: 13,
  centre: 14.5,
  centreOther: 9,
  heading: 10.5,
  body: 9.8,
  small: 8.2,
  foot: 7.6,
} as const

/** Ideographs fill their square, so their lines stand further apart. */
export const leading = { zh: 1.62, ja: 1.62, ko: 1.55, other: 1.45 } as const
