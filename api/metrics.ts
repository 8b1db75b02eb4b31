import type { RequestHandler } from 'express'
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** What this process counts; a registry of its own, so that two apis can live in one process. Never a person's data. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    requests: new Histogram({
      name: 'onevisit_http_request_seconds',
      help: 'Requests by method, route and status.',
      labelNames: ['method', 'route', 'status'] as const,
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    callBacks: new Counter({
      name: 'onevisit_call_backs_total',
      help: 'Call-backs of outside systems by what became of them.',
      labelNames: ['system', 'result'] as const,
      registers,
    }),
    commands: new Counter({
      name: 'onevisit_commands_total',
      help: 'Commands taken in, by operation and answer.',
      labelNames: ['operation', 'answer'] as const,
      registers,
    }),
  }
}

export type Metrics = ReturnType<typeof createMetrics>

/** Times every request under its route's pattern: the path itself would hold ids, and as many series as cases. */
export const timeRequests =
  ({ requests }: Metrics): RequestHandler =>
  (request, response, next) => {
    const stop = requests.startTimer()
    response.on('finish', () => {
      const route: unknown = request.route?.path
      stop({
        method: request.method,
        route: typeof route === 'string' ? route : 'none',
        status: String(response.statusCode),
      })
    })
    next()
  }
