import type { Bar, Bilingual, Picture, ReportBlock, Tone, TonePart } from '../../templates/paper.ts'
import { type Line, linesOf } from './lines.ts'
import { colour, sheet, size, textWidth } from './look.ts'
import { keep, open, type Sheet } from './sheet.ts'
import { drawLine, setWords, type Words } from './words.ts'

type Drawn = Extract<ReportBlock, { readonly kind: 'bars' | 'columns' }>

const tones = {
  good: '#1C6238',
  bad: '#A1231A',
  warn: colour.sand,
  wait: '#39537C',
  act: colour.water,
  none: '#7C8482',
} as const satisfies Record<Tone, string>

const labelWidth = 178
const totalWidth = 62
const barLeft = sheet.left + labelWidth
const barWidth = textWidth - labelWidth - totalWidth
const barHeight = 12
const plotHeight = 96
const axisHeight = 14
const gap = 5

/** Room that a picture takes; it is never torn. */
export const pictureHeight = (at: Sheet, block: Drawn): number =>
  legendHeight(at, block) + (block.kind === 'bars' ? barsHeight(at, block) : plotHeight + axisHeight)

const barsHeight = (at: Sheet, { bars }: Picture): number =>
  bars.reduce((sum, { label }) => sum + rowHeight(at, label), 0)

const rowHeight = (at: Sheet, label: Bilingual): number =>
  Math.max(barHeight, labelHeight(at, label, labelWidth - 8)) + gap

const legendWidth = ({ legend }: Picture): number => textWidth / Math.max(1, legend.length)

const legendHeight = (at: Sheet, block: Picture): number =>
  Math.max(0, ...block.legend.map(({ text }) => labelHeight(at, text, legendWidth(block) - 14))) + 2 * gap

/** Bars or columns with what their colours mean; told as one figure to whoever cannot see it. */
export function drawPicture(at: Sheet, block: Drawn): void {
  const height = pictureHeight(at, block)
  keep(at, height)
  const top = at.y
  const { zh, own } = block.alt
  const alt = zh === own ? zh : `${zh} ${own}`
  const bbox: [number, number, number, number] = [sheet.left, top, sheet.left + textWidth, top + height]
  open(at, at.root, { type: 'Figure', alt, bbox }).add(() => {
    drawLegend(at, block, top)
    const below = top + legendHeight(at, block)
    if (block.kind === 'bars') drawBars(at, block, below)
    else drawColumns(at, block, below)
  })
  at.y = top + height
}

/** A line of a label, with the height it takes. */
type LabelLine = { readonly story: Words; readonly line: Line; readonly height: number }

/** Both languages of a short text below each other, broken into lines of the width. */
function labelLines(at: Sheet, { zh, own }: Bilingual, width: number): readonly LabelLine[] {
  const first: Words = { text: zh, language: zh === own ? at.language : 'zh', size: size.small, colour: colour.ink }
  const second: Words = { text: own, language: at.language, size: size.foot - 1, colour: colour.quiet }
  return (zh === own ? [first] : [first, second]).flatMap((story) =>
    linesOf(at.fonts, story.text, { language: story.language, size: story.size, width }).map((line) => ({
      story,
      line,
      height: story.size * 1.25,
    })),
  )
}

const labelHeight = (at: Sheet, text: Bilingual, width: number): number =>
  labelLines(at, text, width).reduce((sum, { height }) => sum + height, 0)

type LabelPlace = { readonly left: number; readonly width: number; readonly top: number }

function drawLabel(at: Sheet, text: Bilingual, { left, width, top }: LabelPlace): void {
  let y = top
  for (const { story, line, height } of labelLines(at, text, width)) {
    drawLine(at, { story, line }, { left, width, baseline: y + story.size })
    y += height
  }
}

function drawLegend(at: Sheet, block: Picture, top: number): void {
  const width = legendWidth(block)
  block.legend.forEach(({ tone, text }, index) => {
    const left = sheet.left + index * width
    at.pdf.rect(left, top + 1, 8, 8).fill(tones[tone])
    drawLabel(at, text, { left: left + 12, width: width - 14, top })
  })
}

const sumOf = (parts: readonly TonePart[]): number => parts.reduce((sum, { value }) => sum + value, 0)

function drawBars(at: Sheet, { bars, shares }: Extract<Drawn, { readonly kind: 'bars' }>, top: number): void {
  const longest = Math.max(...bars.map(({ parts }) => sumOf(parts)), 0)
  let y = top
  for (const bar of bars) {
    drawBar(at, bar, { y, whole: shares ? sumOf(bar.parts) : longest })
    y += rowHeight(at, bar.label)
  }
}

function drawBar(
  at: Sheet,
  { label, total, parts }: Bar,
  { y, whole }: { readonly y: number; readonly whole: number },
) {
  drawLabel(at, label, { left: sheet.left, width: labelWidth - 8, top: y })
  at.pdf.rect(barLeft, y, barWidth, barHeight).fill(colour.wash)
  let x = barLeft
  for (const { tone, value } of parts.filter((part) => part.value > 0)) {
    const width = (barWidth * value) / whole
    at.pdf.rect(x, y, width, barHeight).fill(tones[tone])
    x += width
  }
  const words = { text: total, language: at.language, size: size.small, colour: colour.ink, align: 'right' } as const
  setWords(at, words, { left: barLeft + barWidth + 4, width: totalWidth - 4, top: y + 1 })
}

function drawColumns(at: Sheet, { bars }: Picture, top: number): void {
  const highest = Math.max(...bars.map(({ parts }) => sumOf(parts)), 0)
  const width = textWidth / Math.max(1, bars.length)
  const foot = top + plotHeight
  at.pdf.rect(sheet.left, foot, textWidth, 0.6).fill(colour.rule)
  bars.forEach(({ parts }, index) => {
    let y = foot
    for (const { tone, value } of parts.filter((part) => part.value > 0)) {
      const height = (plotHeight * value) / highest
      y -= height
      at.pdf.rect(sheet.left + index * width + width * 0.12, y, width * 0.76, height).fill(tones[tone])
    }
  })
  drawEnd(at, bars[0], { align: 'left', top: foot + 3 })
  drawEnd(at, bars.at(-1), { align: 'right', top: foot + 3 })
}

/** What the first and the last column are called. */
function drawEnd(at: Sheet, bar: Bar | undefined, { align, top }: { align: 'left' | 'right'; top: number }): void {
  if (bar === undefined) return
  const words = { text: bar.label.own, language: at.language, size: size.foot, colour: colour.quiet, align }
  setWords(at, words, { left: sheet.left, width: textWidth, top })
}
