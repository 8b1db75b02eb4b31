import { Router } from 'express'
import type { Metrics } from '../metrics.ts'
import type { Parts } from '../parts.ts'

type HealthParts = Pick<Parts, 'prisma' | 'temporal' | 'files'> & { readonly metrics: Metrics }

const patienceMillis = 3000

/** A dependency that says nothing for three seconds is down. */
async function answers(ask: () => Promise<unknown>): Promise<boolean> {
  const late = new Promise<never>((_, reject) => setTimeout(reject, patienceMillis, new Error('late')).unref())
  return await Promise.race([ask(), late]).then(
    () => true,
    () => false,
  )
}

/** Alive, ready, counted: for whoever runs the process, without sign-in and without anything of a case. */
export function healthRoutes({ prisma, temporal, metrics }: HealthParts): Router {
  const router = Router()
  router.get('/healthz', (_request, response) => {
    response.json({ alive: true })
  })
  router.get('/readyz', async (_request, response) => {
    const [database, workflows] = await Promise.all([
      answers(() => prisma.$queryRaw`SELECT 1`),
      answers(() => temporal.client.workflowService.describeNamespace({ namespace: temporal.namespace })),
    ])
    response
      .status(database && workflows ? 200 : 503)
      .json({ ready: database && workflows, database, temporal: workflows })
  })
  router.get('/metrics', async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
  return router
}
