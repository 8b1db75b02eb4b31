import { readFileSync } from 'node:fs'
import { z } from 'zod'

const json = z.record(z.string(), z.unknown())
const file = z.object({ forms: z.record(z.string(), z.object({ kind: z.string(), track: z.string(), form: json })) })

/** A filled-in form that stories start from. */
export type FilledForm = z.infer<typeof file>['forms'][string]

const read = (name: string) => file.parse(JSON.parse(readFileSync(new URL(`forms/${name}`, import.meta.url), 'utf8')))

const all: Readonly<Record<string, FilledForm>> = { ...read('forms.json').forms, ...read('forms-permit.json').forms }

/** The project's own copy of a form, by its key; undefined where there is none of that name. */
export const formNamed = (key: string): FilledForm | undefined => all[key]
