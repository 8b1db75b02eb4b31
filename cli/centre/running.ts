/** The parts that run for a centre, and how they are killed. */
export type Running = Readonly<{
  taskQueue: string
  crash: (what: 'worker' | 'api') => Promise<void>
  close: () => Promise<void>
}>
