import type { Language } from '../../domain/case/language.ts'
import type { Fonts, Run, Weight } from './fonts.ts'

/** How a text is set. Sizes in points. */
export interface Setting {
  readonly language: Language
  readonly weight?: Weight
  readonly size: number
  readonly width: number
}

export interface PlacedRun extends Run {
  /** Points from the line's beginning. */
  readonly x: number
}

export interface Line {
  readonly runs: readonly PlacedRun[]
  readonly width: number
}

const han = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\u3000-\\u303F\\u30A0-\\u30FF\\uFF00-\\uFFEF'
const openers = '([{“‘«（［｛「『《〈【〔'
const closers = ')\\]}”’»）］｝」』》〉】〕、。，．：；？！…—·・ー々％%,.;:!?'

/**
 * What may not be torn: a word, a number with its counter (2026年), a character with the signs that cling to it.
 * The last branch takes whatever else there is: nothing may fall through. No-break spaces are part of a word.
 */
const unitPattern = new RegExp(
  `[${openers}]*(?:[0-9]+[年月日時时分号條条项個个][${closers}]*|[^ ${han}]+?(?=[ ${han}]|$)[${closers}]*|[${han}]\\p{M}*[${closers}]*)[ ]*|[${openers}${closers}]+[ ]*| +|[^]`,
  'gu',
)

const hyphened = /(?<=\p{L}-)(?=\p{L})/u

function unitsOf(text: string): readonly string[] {
  return (text.match(unitPattern) ?? []).flatMap((unit) => unit.split(hyphened))
}

/**
 * Breaks a text into lines of at most the given width: at spaces, between ideographs (no line begins with a closing
 * sign), and inside a word only where it is wider than a whole line. Nothing is ever cut off.
 */
export function linesOf(fonts: Fonts, text: string, setting: Setting): readonly Line[] {
  const paragraphs = text.normalize('NFC').replace(otherSpaces, ' ').split(/\r?\n/)
  return paragraphs.flatMap((paragraph) => wrap(fonts, paragraph, setting))
}

const otherSpaces = /[\t\v\f\u2000-\u2006\u2008-\u200A]/g

interface Piece {
  readonly runs: readonly Run[]
  readonly width: number
  /** Without the spaces at its end, which may hang over the margin. */
  readonly inkWidth: number
}

function wrap(fonts: Fonts, paragraph: string, setting: Setting): readonly Line[] {
  const lines: Line[] = []
  let pieces: Piece[] = []
  let width = 0
  for (const piece of unitsOf(paragraph).flatMap((unit) => piecesOf(fonts, unit, setting))) {
    if (pieces.length > 0 && width + piece.inkWidth > setting.width) {
      lines.push(lineOf(pieces, setting))
      pieces = []
      width = 0
    }
    pieces.push(piece)
    width += piece.width
  }
  return [...lines, lineOf(pieces, setting)]
}

function piecesOf(fonts: Fonts, unit: string, setting: Setting): readonly Piece[] {
  const whole = measure(fonts, unit, setting)
  if (whole.inkWidth <= setting.width) return [whole]
  return [...graphemes.segment(unit)].map(({ segment }) => measure(fonts, segment, setting))
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

function measure(fonts: Fonts, unit: string, setting: Setting): Piece {
  const runs = fonts.runsOf(unit, setting.language, setting.weight)
  const width = widthOf(runs, setting.size)
  const ink = unit.trimEnd()
  return {
    runs,
    width,
    inkWidth: ink === unit ? width : widthOf(fonts.runsOf(ink, setting.language, setting.weight), setting.size),
  }
}

const widthOf = (runs: readonly Run[], size: number): number =>
  runs.reduce((sum, run) => sum + run.face.widthOf(run.text), 0) * (size / 1000)

/** Neighbours of the same font become one run again, spaces at the end of the line go. */
function lineOf(pieces: readonly Piece[], setting: Setting): Line {
  const runs: { readonly face: Run['face']; text: string }[] = []
  for (const run of pieces.flatMap((piece) => piece.runs)) {
    const last = runs.at(-1)
    if (last?.face === run.face) last.text += run.text
    else runs.push({ ...run })
  }
  const last = runs.at(-1)
  if (last !== undefined) last.text = last.text.trimEnd()
  let x = 0
  const placed = runs
    .filter((run) => run.text !== '')
    .map((run) => {
      const here = { ...run, x }
      x += widthOf([run], setting.size)
      return here
    })
  return { runs: placed, width: x }
}
