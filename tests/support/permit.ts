import { z } from 'zod'
import { formNamed } from '../../cli/scenario/forms.ts'
import { uploadOf } from '../../cli/scenario/uploads.ts'
import type { World } from './world.ts'

const opened = z.looseObject({ id: z.string(), number: z.string() })

const needed = [
  ...['passport', 'photo', 'visa', 'contract', 'degree-certificate', 'work-experience-letter'],
  ...['no-criminal-record', 'medical-certificate'],
]

/** A first work permit, filed with every paper by a demo account; what is to be different in the form by dotted path. */
export async function filePermit(
  world: Pick<World, 'as'>,
  account: string,
  change: Readonly<Record<string, unknown>> = {},
): Promise<z.infer<typeof opened>> {
  const door = await world.as(account)
  const draft = opened.parse((await door.send('POST', '/api/v1/cases', formNamed('work-permit.new'))).body)
  if (Object.keys(change).length > 0) await door.send('PATCH', `/api/v1/cases/${draft.id}`, { set: change })
  for (const type of needed) await door.send('POST', `/api/v1/cases/${draft.id}/materials`, uploadOf(type))
  const submitted = await door.send('POST', `/api/v1/cases/${draft.id}/actions/submit`, {})
  if (submitted.status !== 200) throw new Error(`not filed: ${JSON.stringify(submitted.body)}`)
  return draft
}
