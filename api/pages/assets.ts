import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import express, { Router } from 'express'

const folder = fileURLToPath(new URL('../assets', import.meta.url))

/** Of others, served by us: nothing of a page comes from anybody else's server. */
const foreign = { 'peerjs.min.js': createRequire(import.meta.url).resolve('peerjs/dist/peerjs.min.js') } as const

const files = [...readdirSync(folder).map((name) => `${folder}/${name}`), ...Object.values(foreign)]

/** One for all: scripts import each other by name, and must be of one release. */
const version = files
  .toSorted()
  .reduce((hash, file) => hash.update(readFileSync(file)), createHash('sha256'))
  .digest('hex')
  .slice(0, 12)

/** The address of a file of ours; it changes with the content of any, so a browser may keep it for ever. */
export const assetPath = (name: string): string => `/assets/${version}/${name}`

/** Style, script and mark. */
export function assetRoutes(): Router {
  const router = Router()
  const kept = { immutable: true, maxAge: '365d' } as const
  for (const [name, file] of Object.entries(foreign))
    router.get(`/assets/:version/${name}`, (_request, response) => response.sendFile(file, kept))
  router.use('/assets/:version', express.static(folder, { ...kept, index: false }))
  return router
}
