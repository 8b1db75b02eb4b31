import { type Code, code } from './codes.ts'
import type { Fact, Facts } from './facts.ts'

/** Names of fields that hold words even when the words look like a code. */
const alwaysWords: ReadonlySet<string> = new Set(['name', 'place', 'to', 'reason', 'link', 'address', 'title', 'text'])

function asCode(text: string): Code | undefined {
  try {
    return code(text)
  } catch {
    return undefined
  }
}

/** A list of codes is a fact as a whole, or words as a whole. */
function factOf(name: string, value: unknown): Fact | readonly Fact[] | undefined {
  if (!Array.isArray(value)) return oneFactOf(name, value)
  const facts = value.map((each) => oneFactOf(name, each)).filter((fact) => fact !== undefined)
  return facts.length === value.length ? facts : undefined
}

function oneFactOf(name: string, value: unknown): Fact | undefined {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value
  return typeof value === 'string' && !alwaysWords.has(name) ? asCode(value) : undefined
}

/** Takes an answer of the outside apart: codes, numbers and dates are facts; whatever may be somebody's words is to be sealed. */
export function factsAndWords(answer: object): {
  readonly facts: Facts
  readonly words: Readonly<Record<string, unknown>> | undefined
} {
  const facts: Record<string, Fact | readonly Fact[]> = {}
  const words: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(answer)) {
    const fact = factOf(name, value)
    if (fact !== undefined) facts[name] = fact
    else if (value !== undefined) words[name] = value
  }
  return { facts, words: Object.keys(words).length === 0 ? undefined : words }
}
