import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { ApplicationFailure } from '@temporalio/common'
import type { Language } from '../../domain/case/language.ts'
import { createFace, type Face } from './face.ts'

export type Weight = 'regular' | 'bold'

/** A stretch of text that one font draws. */
export interface Run {
  readonly face: Face
  readonly text: string
}

export interface Fonts {
  /**
   * Cuts a text into runs: each letter with its marks in the first font of the language's chain that has them all.
   * Throws `GlyphMissing` where none has: a box in place of somebody's name is worse than no paper.
   */
  readonly runsOf: (text: string, language: Language, weight?: Weight) => readonly Run[]
  /** The faces read so far, to be registered with a document as they are needed. */
  readonly warm: () => void
}

type Script = 'latin' | 'sc' | 'jp' | 'kr' | 'hk' | 'tc' | 'rareA' | 'rareB'

const packages = {
  latin: ['noto-sans', 'NotoSans'],
  sc: ['noto-sans-sc', 'NotoSansSC'],
  jp: ['noto-sans-jp', 'NotoSansJP'],
  kr: ['noto-sans-kr', 'NotoSansKR'],
  hk: ['noto-sans-hk', 'NotoSansHK'],
  tc: ['noto-sans-tc', 'NotoSansTC'],
} as const

const weights = { regular: '400Regular', bold: '700Bold' } as const satisfies Record<Weight, string>

/** Rare characters (extension B and later) as Debian's fonts-hanazono brings them; read only when one is met. */
const rare = {
  rareA: '/usr/share/fonts/truetype/hanazono/HanaMinA.ttf',
  rareB: '/usr/share/fonts/truetype/hanazono/HanaMinB.ttf',
} as const

/** The same ideograph is written differently in China, Japan and Korea: each reader's own form comes first. */
const chains = {
  zh: ['sc', 'latin', 'jp', 'hk', 'tc', 'kr', 'rareA', 'rareB'],
  ja: ['jp', 'latin', 'sc', 'hk', 'tc', 'kr', 'rareA', 'rareB'],
  ko: ['kr', 'latin', 'sc', 'jp', 'hk', 'tc', 'rareA', 'rareB'],
  other: ['latin', 'sc', 'jp', 'kr', 'hk', 'tc', 'rareA', 'rareB'],
} as const satisfies Record<string, readonly Script[]>

const chainOf = (language: Language): readonly Script[] =>
  language === 'zh' || language === 'ja' || language === 'ko' ? chains[language] : chains.other

const locate = createRequire(import.meta.url)

function fileOf(script: Script, weight: Weight): string | undefined {
  if (script === 'rareA' || script === 'rareB') return existsSync(rare[script]) ? rare[script] : undefined
  const [folder, name] = packages[script]
  try {
    return locate.resolve(`@expo-google-fonts/${folder}/${weights[weight]}/${name}_${weights[weight]}.ttf`)
  } catch {
    return undefined // not installed: the chain goes on without it
  }
}

/** The chain of fonts for all papers of this process. Files are read when first needed and kept. */
export function createFonts(): Fonts {
  const faces = new Map<string, Face | undefined>()
  const faceOf = (script: Script, weight: Weight): Face | undefined => {
    const key = `${script}-${weight}`
    if (!faces.has(key)) {
      const file = fileOf(script, weight)
      faces.set(key, file === undefined ? undefined : createFace(key, readFileSync(file)))
    }
    return faces.get(key)
  }
  const known = new Map<string, Face>()
  const choose: Choose = (cluster, language, weight) => {
    const key = `${chainOf(language)[0]}-${weight}-${cluster}`
    const face = known.get(key) ?? firstWith(cluster, chainOf(language), (script) => faceOf(script, weight))
    if (known.size < knownLimit) known.set(key, face)
    return face
  }
  const runsOf = (text: string, language: Language, weight: Weight = 'regular') =>
    joinRuns(clustersOf(text), (cluster) => choose(cluster, language, weight))
  return { runsOf, warm: () => warmUp(runsOf) }
}

type Choose = (cluster: string, language: Language, weight: Weight) => Face

/** Enough for every character of the templates; names beyond that are looked up each time. */
const knownLimit = 20_000

function firstWith(cluster: string, chain: readonly Script[], faceOf: (script: Script) => Face | undefined): Face {
  const points = Array.from(cluster, (character) => character.codePointAt(0) ?? 0)
  let nearest: readonly number[] = points
  for (const script of chain) {
    const face = faceOf(script)
    if (face === undefined) continue
    const missing = points.filter((point) => !face.has(point))
    if (missing.length === 0) return face
    if (missing.length < nearest.length) nearest = missing
  }
  throw glyphMissing(nearest[0] ?? 0)
}

/** Names the code point only: which person's name it stands in is nobody's business here. */
const glyphMissing = (point: number): ApplicationFailure =>
  ApplicationFailure.nonRetryable(`U+${point.toString(16).toUpperCase().padStart(4, '0')}`, 'GlyphMissing')

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/**
 * Variation selectors ask for another form of the same character; no font here has them, and Unicode then
 * shows the character itself. The others draw nothing.
 */
const drawnAsNothing = /[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}\u00AD\u200B-\u200D\u2060\uFEFF]/gu

/** No-break spaces only mattered where lines were broken; as plain spaces they can be searched for. */
const spaces = /[\t\u00A0\u2007\u2009\u202F]/g

const marked = /[\p{M}\u1100-\u11FF]/u

/** Letters with the marks that belong to them. */
function clustersOf(text: string): Iterable<string> {
  const drawn = text.normalize('NFC').replace(drawnAsNothing, '').replace(spaces, ' ')
  return marked.test(drawn) ? Array.from(graphemes.segment(drawn), ({ segment }) => segment) : drawn
}

function joinRuns(clusters: Iterable<string>, choose: (cluster: string) => Face): readonly Run[] {
  const runs: { readonly face: Face; text: string }[] = []
  for (const cluster of clusters) {
    const last = runs.at(-1)
    const face = cluster === ' ' && last !== undefined ? last.face : choose(cluster)
    if (last?.face === face) last.text += cluster
    else runs.push({ face, text: cluster })
  }
  return runs
}

/** The first use of a font of ten megabytes is slow: once at start, instead of under the first applicant's eyes. */
function warmUp(runsOf: Fonts['runsOf']): void {
  for (const weight of ['regular', 'bold'] as const) {
    for (const [language, text] of [
      ['zh', '虹桥一站式'],
      ['ja', '受付'],
      ['ko', '접수'],
      ['en', 'Ready, été.'],
    ] as const) {
      for (const run of runsOf(text, language, weight)) run.face.widthOf(run.text)
    }
  }
}
