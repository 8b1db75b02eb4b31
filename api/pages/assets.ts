import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import express, { Router } from 'express'

const folder = fileURLToPath(new URL('../assets', import.meta.url))

const versions = new Map(
  readdirSync(folder).map((name) => {
    const bytes = readFileSync(`${folder}/${name}`)
    return [name, createHash('sha256').update(bytes).digest('hex').slice(0, 12)]
  }),
)

/** The address of a file of ours; it changes with its content, so a browser may keep it for ever. */
export const assetPath = (name: string): string => `/assets/${versions.get(name) ?? '0'}/${name}`

/** Style, script and mark. */
export function assetRoutes(): Router {
  const router = Router()
  router.use('/assets/:version', express.static(folder, { immutable: true, maxAge: '365d', index: false }))
  return router
}
