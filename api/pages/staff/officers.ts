import { isRole, isTeam, teamsOf } from '../../../domain/identity/roles.ts'
import { officersListed } from '../../../prisma/accounts.ts'
import { type Field, idOf, type Option } from '../fields.ts'
import type { Kit } from '../kit.ts'
import type { Speech } from '../speech.ts'

/** Officers as choices by their mail address; of a team, those who work for it. */
export async function officerOptions({ parts }: Kit, team?: string): Promise<readonly Option[]> {
  const all = await officersListed(parts.prisma)
  const isOf = ({ role, teams }: (typeof all)[number]) =>
    team === undefined || (isRole(role) && teamsOf(role, teams.filter(isTeam)).some((each) => each === team))
  return all.filter(isOf).map(({ email, name }) => ({ value: email, label: `${name} (${email})`, chosen: false }))
}

/** To whom a task can be given. */
export const assignField = async (kit: Kit, speech: Speech, team: string): Promise<Field> => ({
  name: 'to',
  id: idOf('to'),
  label: speech.p('task.assign-to'),
  input: 'select',
  optional: false,
  value: '',
  options: await officerOptions(kit, team),
})
