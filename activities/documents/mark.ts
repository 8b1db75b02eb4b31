import { colour } from './look.ts'

type Pdf = PDFKit.PDFDocument

interface MarkPlace {
  readonly left: number
  readonly top: number
  readonly width: number
  /** Of the outer, middle and inner arc and of the water. */
  readonly ink?: readonly [string, string, string, string]
}

const inColours = [colour.water, colour.sand, colour.vermilion, colour.water] as const

/** As it stands in the seal: one ink, like a stamp. */
export const inOneInk = [colour.vermilion, colour.vermilion, colour.vermilion, colour.vermilion] as const

/**
 * The centre's mark: 虹桥 is a rainbow that is a bridge. Three arcs over still water, drawn by us.
 * Points from the page's top left corner.
 */
export function drawMark(pdf: Pdf, { left, top, width, ink = inColours }: MarkPlace): void {
  const centre = left + width / 2
  const water = top + width * 0.5
  pdf.save().lineCap('round')
  arc(pdf, { x: centre, y: water, radius: width * 0.46, stroke: width * 0.075, colour: ink[0] })
  arc(pdf, { x: centre, y: water, radius: width * 0.34, stroke: width * 0.065, colour: ink[1] })
  arc(pdf, { x: centre, y: water, radius: width * 0.23, stroke: width * 0.055, colour: ink[2] })
  ripple(pdf, { x: centre, y: water + width * 0.13, half: width * 0.46, stroke: width * 0.05, colour: ink[3] })
  ripple(pdf, { x: centre, y: water + width * 0.245, half: width * 0.24, stroke: width * 0.04, colour: ink[3] })
  pdf.restore()
}

interface Arc {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly stroke: number
  readonly colour: string
}

/** Half a circle as two Bézier quarters. */
function arc(pdf: Pdf, { x, y, radius, stroke, colour: ink }: Arc): void {
  const pull = radius * 0.5523
  pdf
    .lineWidth(stroke)
    .strokeColor(ink)
    .moveTo(x - radius, y)
    .bezierCurveTo(x - radius, y - pull, x - pull, y - radius, x, y - radius)
    .bezierCurveTo(x + pull, y - radius, x + radius, y - pull, x + radius, y)
    .stroke()
}

interface Ripple {
  readonly x: number
  readonly y: number
  readonly half: number
  readonly stroke: number
  readonly colour: string
}

function ripple(pdf: Pdf, { x, y, half, stroke, colour: ink }: Ripple): void {
  pdf
    .lineWidth(stroke)
    .strokeColor(ink)
    .moveTo(x - half, y)
    .bezierCurveTo(x - half * 0.5, y - stroke * 1.1, x - half * 0.5, y + stroke * 1.1, x, y)
    .bezierCurveTo(x + half * 0.5, y - stroke * 1.1, x + half * 0.5, y + stroke * 1.1, x + half, y)
    .stroke()
}
