import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { createPrisma } from '../../prisma/client.ts'
import { type Centre, openCentre } from '../centre/centre.ts'
import { openServers } from '../centre/servers.ts'
import { emailOf } from '../scenario/door.ts'
import { type Figure, figureOf } from './figure.ts'

const cases = 100_000
const limitMillis = 200
const times = 20
const session = z.object({ token: z.string() })

/** How long an officer waits for the inbox and for its first page by the api, at a hundred thousand open cases; against the limit. */
export async function benchInbox(): Promise<readonly Figure[]> {
  const servers = await openServers()
  const centre = await openCentre(servers, { at: '2026-03-10T10:00:00+08:00' })
  try {
    await fill(centre)
    const figures: Figure[] = []
    for (const [account, figure] of [['officer.a', 'all-teams'] as const, ['arbitration', 'one-rare-team'] as const]) {
      const headers = { authorization: `Bearer ${await tokenOf(centre, account)}`, accept: 'text/html' }
      for (const path of ['/tasks', '/api/v1/tasks', '/tasks?kind=work-permit'])
        figures.push(
          figureOf({
            bench: 'inbox',
            figure: `${figure} ${path}`,
            unit: 'ms',
            value: await slowestOf(() => ask(`${centre.url}${path}`, headers)),
            baseline: limitMillis,
          }),
        )
    }
    return figures
  } finally {
    await centre.close()
    await servers.close()
  }
}

async function ask(url: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const started = performance.now()
  const response = await fetch(url, { headers })
  await response.arrayBuffer()
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return performance.now() - started
}

/** Nineteen of twenty are faster. */
async function slowestOf(once: () => Promise<number>): Promise<number> {
  await once()
  const taken: number[] = []
  for (let time = 0; time < times; time += 1) {
    taken.push(await once())
    await wait(5)
  }
  return taken.toSorted((one, other) => one - other)[Math.ceil(times * 0.95) - 1] ?? 0
}

async function tokenOf({ url, password }: Centre, account: string): Promise<string> {
  const body = JSON.stringify({ email: emailOf(account), password })
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/api/v1/sessions`, { method: 'POST', headers, body })
  return session.parse(await response.json()).token
}

/** Rows as the projection writes them: one open task a case, one in ten late, one in a hundred of the rare team. */
async function fill({ settings }: Centre): Promise<void> {
  const prisma = createPrisma(settings.config.databaseUrl, 2)
  await prisma.$executeRaw`
    INSERT INTO "CaseFile" (id, number, kind, track, channel, "openedById", "openedAt")
    SELECT 'bench-' || n, 'W-2026-' || (900000 + n) || '-X', 'work-permit', 'new', 'web', 'nobody',
      timestamptz '2026-01-01' + n * interval '30 seconds' FROM generate_series(1, ${cases}::int) n`
  await prisma.$executeRaw`
    INSERT INTO "CaseView" ("caseId", kind, track, status, stage, "openedAt", "lastSeq", "lastHash", view)
    SELECT id, kind, track, 'accepted', 'examination', "openedAt", 9, 'none',
      jsonb_build_object('number', number, 'kind', kind, 'facts', jsonb_build_object('of', repeat(md5(id), 40)),
        'tasks', jsonb_build_array(jsonb_build_object('id', 'task-' || id, 'outcomes', jsonb_build_array('recommend'),
          'notBy', jsonb_build_array(), 'insteadOf', null, 'about', jsonb_build_object())))
    FROM "CaseFile" WHERE id LIKE 'bench-%'`
  await prisma.$executeRaw`
    INSERT INTO "TaskView" (id, "caseId", task, kind, team, state, "openedAt", "targetAt", "dueAt", "targetClock", "targetState", "isLate")
    SELECT 'task-bench-' || n, 'bench-' || n, 'examine', 'work-permit',
      CASE WHEN n % 100 = 0 THEN 'arbitration' ELSE 'permits' END, 'open', timestamptz '2026-01-01' + n * interval '30 seconds',
      due, due, 'promise', CASE WHEN n % 10 = 0 THEN 'breached' ELSE 'running' END, n % 10 = 0
    FROM (SELECT n, timestamptz '2026-03-01' + ((n * 7919) % 100000) * interval '1 minute' AS due
      FROM generate_series(1, ${cases}::int) n) each`
  await prisma.$executeRaw`ANALYZE`
  await prisma.$disconnect()
}
