import { patched } from '@temporalio/workflow'

/**
 * Whether the case goes by what was changed in November 2026: nothing of it outlives its closing, no failure ends it, and
 * what came late is recorded. Cases that were begun before go on as they began.
 */
export const nothingOutlivesClosing = (): boolean => patched('2026-11-nothing-outlives-closing')
