import type { Bilingual, Block, Paper } from '../../../templates/paper.ts'
import { sheet, textWidth } from '../look.ts'
import { open, type Sheet } from '../sheet.ts'
import type { Leaf, OpenedAnnex } from './annex.ts'
import { type Copies, importPage, type Reference } from './import-page.ts'
import type { SourcePage } from './pdf-pages.ts'

type Binding = NonNullable<Paper['binding']>

const frame = {
  left: sheet.left,
  top: sheet.top + 20,
  width: textWidth,
  height: sheet.height - sheet.top - sheet.bottom - 26,
}

const filled = (text: Bilingual, values: Readonly<Record<string, Bilingual>>): Bilingual => {
  const fill = (side: 'zh' | 'own') =>
    text[side].replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => values[name]?.[side] ?? placeholder)
  return { zh: fill('zh'), own: fill('own') }
}

const numbered = (value: number): Bilingual => ({ zh: String(value), own: String(value) })

/** The index: what is bound, from which page to which; pages are counted through from the first. */
export function indexOf(binding: Binding, annexes: readonly OpenedAnnex[], pagesBefore: number): readonly Block[] {
  let next = pagesBefore + 1
  const items = annexes.map(({ title, leaves }, index) => {
    const [from, to] = [next, next + leaves.length - 1]
    next += leaves.length
    const values = { number: numbered(index + 1), title, from: numbered(from), to: numbered(to) }
    return filled(leaves.length === 0 ? binding.kept : binding.entry, values)
  })
  return [
    { kind: 'heading', text: binding.index },
    { kind: 'list', items },
  ]
}

/** Each leaf on a page of its own, as large as it goes, with a place in the outline and words for who cannot see it. */
export function drawAnnexes(at: Sheet, binding: Binding, annexes: readonly OpenedAnnex[]): void {
  const copies: Copies = new Map()
  for (const { title, leaves } of annexes)
    leaves.forEach((leaf, index) => {
      at.pdf.addPage()
      if (index === 0) at.pdf.outline.addItem(title.zh)
      const alt = filled(binding.alt, { title, page: numbered(index + 1) })
      const figure = open(at, at.root, { type: 'Figure', alt: alt.zh === alt.own ? alt.zh : `${alt.zh} / ${alt.own}` })
      figure.add(at.pdf.struct('Span', {}, () => drawLeaf(at, leaf, copies)))
      figure.end()
    })
}

function drawLeaf(at: Sheet, leaf: Leaf, copies: Copies): void {
  if ('picture' in leaf) {
    at.pdf.image(leaf.picture, frame.left, frame.top, {
      fit: [frame.width, frame.height],
      align: 'center',
      valign: 'center',
    })
  } else placePage(at, leaf, importPage(at.pdf, leaf, copies))
}

/** The page's own points to ours, which count from the top: scaled down to fit, upright, in the middle. */
function placePage({ pdf }: Sheet, { box, turned }: SourcePage, form: Reference): void {
  const [x0, y0, x1, y1] = box
  const isSideways = turned === 90 || turned === 270
  const [width, height] = isSideways ? [y1 - y0, x1 - x0] : [x1 - x0, y1 - y0]
  const scale = Math.min(1, frame.width / width, frame.height / height)
  const left = frame.left + (frame.width - width * scale) / 2
  const top = frame.top + (frame.height - height * scale) / 2
  const s = scale
  const placings: Readonly<Record<number, readonly [number, number, number, number, number, number]>> = {
    0: [s, 0, 0, -s, left - s * x0, top + s * y1],
    90: [0, s, s, 0, left - s * y0, top - s * x0],
    180: [-s, 0, 0, s, left + s * x1, top - s * y0],
    270: [0, -s, -s, 0, left + s * y1, top + s * x1],
  }
  const [a, b, c, d, e, f] = placings[turned] ?? [s, 0, 0, -s, left - s * x0, top + s * y1]
  const name = `Bound${form.id}`
  pdf.page.xobjects[name] = form
  pdf.save()
  pdf.transform(a, b, c, d, e, f)
  pdf.addContent(`/${name} Do`)
  pdf.restore()
}
