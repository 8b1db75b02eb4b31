import { z } from 'zod'

/** What a request got. */
export type Answer = Readonly<{ status: number; body: unknown }>

export const isTaken = ({ status }: Answer): boolean => status >= 200 && status < 300

/** Nothing was asked of the api, and nothing was wrong. */
export const done: Answer = { status: 204, body: null }

const problem = z.object({
  type: z.string().default(''),
  detail: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string().optional(), code: z.string() })).default([]),
})

/** The code of a refusal: the last part of the problem's type; that of the sandbox is in `code`. */
export function refusalOf({ body }: Answer): { readonly code: string; readonly codes: readonly string[] } {
  const read = problem.safeParse(body)
  if (!read.success) return { code: '', codes: [] }
  return {
    code: read.data.type.split('/').at(-1) ?? '',
    codes: [...new Set(read.data.errors.map(({ code }) => code))].toSorted(),
  }
}

/** A refusal in the words of a result. */
export function shown(answer: Answer): string {
  if (isTaken(answer)) return `${answer.status}, taken`
  const { code, codes } = refusalOf(answer)
  const what = code === '' ? JSON.stringify(answer.body)?.slice(0, 300) : code
  return `${answer.status} ${what}${codes.length > 0 ? ` (${codes.join(', ')})` : ''}`
}

/** What the player itself says of a step whose object is not there for anyone. */
export const notOpen: Answer = {
  status: 409,
  body: { type: 'player/not-open', detail: 'there is none of that name' },
}
