import { purposes } from '../../domain/booking/roster.ts'
import { endAbsence, listAbsences } from '../../prisma/absences.ts'
import { endRoster, listRosters } from '../../prisma/rosters.ts'
import type { ApiParts } from '../api-parts.ts'
import { enterAbsenceCommand, enterRosterCommand } from '../commands/roster-officers.ts'
import { tellWaiting } from '../commands/tell-waiting.ts'
import {
  endAbsenceOperation,
  endRosterOperation,
  enterAbsenceOperation,
  enterRosterOperation,
  listAbsencesOperation,
  listRostersOperation,
} from '../contracts/rosters.ts'
import { answerWith } from './answer.ts'
import type { Serve } from './serve.ts'

/** When officers see people, and when they are away. */
export function rosterRoutes(serve: Serve, parts: ApiParts): void {
  const { prisma, officeTime } = parts
  serve(listRostersOperation, async () => ({ status: 200, body: { items: await listRosters(prisma), next: null } }))
  serve(enterRosterOperation, (asked) =>
    answerWith(parts, enterRosterCommand, { asked, input: asked.body, under: '/api/v1/rosters' }),
  )
  serve(endRosterOperation, async ({ params }) =>
    (await endRoster(prisma, params.id, await officeTime.now())) ? { status: 204 } : { refused: 'not-found' },
  )
  serve(listAbsencesOperation, async () => ({
    status: 200,
    body: { items: await listAbsences(prisma, await officeTime.now()), next: null },
  }))
  serve(enterAbsenceOperation, (asked) =>
    answerWith(parts, enterAbsenceCommand, { asked, input: asked.body, under: '/api/v1/absences' }),
  )
  serve(endAbsenceOperation, async ({ params }) => {
    if (!(await endAbsence(prisma, params.id, await officeTime.now()))) return { refused: 'not-found' }
    await tellWaiting(parts, purposes)
    return { status: 204 }
  })
}
