import { type Refusal, refuse } from './refusal.ts'

/** Work over many cases: it goes on, stands still until somebody resumes it, or has reached every case. */
export type BatchState = 'running' | 'paused' | 'done'

/** What administrators do with it. */
export const batchActs = ['pause', 'resume'] as const
export type BatchAct = (typeof batchActs)[number]

const openIn: Readonly<Record<BatchAct, BatchState>> = { pause: 'running', resume: 'paused' }

/** May this be done with a batch in this state? */
export const admitBatchAct = (act: BatchAct, state: BatchState): Refusal | undefined =>
  openIn[act] === state ? undefined : refuse('not-open')
