import { definitionOf } from '../../domain/kinds/index.ts'
import { formOf } from '../commands/schemas.ts'
import { alpha2Of } from './countries.ts'
import { drawnSchema, leavesOf, wordsPath } from './json-schema.ts'
import type { Speech } from './speech.ts'

type Speaking = { readonly speech: Speech; readonly kind: string }

/** What a field is called in this kind's form; what an officer verified of it is called the same. */
export function labelOf({ speech, kind }: Speaking, place: string): string {
  const path = wordsPath(place)
  const found =
    speech.ofKind(kind, `fields.${path}.label`) ?? speech.ofKind(kind, `fields.${askedAs(kind, path)}.label`)
  if (found !== undefined) return found
  return path === 'note' ? speech.p('form.note') : (path.split('.').at(-1) ?? path)
}

const formPaths = new Map<string, ReadonlySet<string>>()

function pathsOf(kind: string): ReadonlySet<string> {
  const known = formPaths.get(kind)
  if (known !== undefined) return known
  const tracks = definitionOf(kind)?.tracks ?? []
  const all = tracks.flatMap((track) => leavesOf(drawnSchema(formOf(kind).schema(track))).map(({ path }) => path))
  formPaths.set(kind, new Set(all))
  return new Set(all)
}

/** `findings.workYears` is what the form asks as `points.workYears`: a value said anew keeps the words of the first question. */
function askedAs(kind: string, path: string): string {
  const [group = '', ...rest] = path.split('.')
  if (rest.length === 0) return path
  return [...pathsOf(kind)].find((asked) => asked === `${asked.split('.')[0] ?? group}.${rest.join('.')}`) ?? path
}

/** The words for one of the values a field can have; undefined where it is no choice among words. */
export function optionText(
  speech: Speech,
  kind: string,
  { path: place, value }: { path: string; value: string },
): string {
  const path = wordsPath(place)
  const leaf = path.split('.').at(-1) ?? path
  if (leaf === 'language') return speech.t(`common:languages.${value}`)
  if (leaf === 'nationality') return speech.country(alpha2Of(value))
  const paths = [path, askedAs(kind, path), leaf]
  const found = paths
    .map((each) => speech.ofKind(kind, `options.${each}.${value}`))
    .find((words) => words !== undefined)
  return found ?? value
}
