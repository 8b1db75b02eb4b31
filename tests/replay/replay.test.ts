import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from '@jest/globals'
import { Worker, type WorkflowBundle } from '@temporalio/worker'
import { historyIn } from '../../cli/centre/read-history.ts'
import { bundleWorkflows } from '../../worker/bundle-workflows.ts'

const folder = fileURLToPath(new URL('histories', import.meta.url))
const kinds = existsSync(folder) ? readdirSync(folder) : []
const stored = kinds.flatMap((kind) => readdirSync(join(folder, kind)).map((name) => join(kind, name)))

/** A run that grows beyond this is one that should have begun anew. */
const mostEvents = 2000

let workflowBundle: WorkflowBundle

beforeAll(async () => {
  workflowBundle = await bundleWorkflows()
}, 60_000)

/** Lived through within minutes by the code that began it: no older history of it is ever gone on with. */
const short: readonly string[] = ['calendar-batch']

/** The workflows that a worker runs for longer than a version of the code, as their folders are called. */
const registered = [
  ...readFileSync(new URL('../../workflows/index.ts', import.meta.url), 'utf8').matchAll(/export \{ (\w+) \}/g),
]
  .map(([, name = '']) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
  .filter((name) => !short.includes(name))

test.each(registered)('%s has histories to be held against', (workflow) => {
  expect(kinds).toContain(workflow)
  expect(readdirSync(join(folder, workflow)).length).toBeGreaterThan(0)
})

test('every stored history is lived through again by today’s processes without a difference', async () => {
  const histories = stored.map((path) => ({
    workflowId: path,
    history: historyIn(readFileSync(join(folder, path), 'utf8')),
  }))
  const failed: string[] = []
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle }, histories))
    if (error !== undefined) failed.push(`${workflowId}: ${error.message.split('\n')[0]}`)
  expect(failed).toEqual([])
}, 600_000)

test.each(stored)('%s stays under two thousand events', (path) => {
  const { events } = JSON.parse(readFileSync(join(folder, path), 'utf8'))
  expect(events.length).toBeGreaterThan(5)
  expect(events.length).toBeLessThan(mostEvents)
})
