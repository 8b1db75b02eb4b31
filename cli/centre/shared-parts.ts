import {
  DefaultLogger,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  type WorkflowBundle,
} from '@temporalio/worker'
import { createDrawing, type Drawing } from '../../activities/documents/draw.ts'
import { createFonts } from '../../activities/documents/fonts.ts'
import { createSeal, type Seal } from '../../activities/documents/seal.ts'
import { makeSealingIdentity } from '../../activities/documents/sealing-identity.ts'
import { createSignBytes, type SignBytes } from '../../activities/sign-bytes.ts'
import { readConfig } from '../../config.ts'
import { type DocumentTemplates, loadDocumentTemplates } from '../../templates/document-template.ts'
import { loadTexts } from '../../templates/load.ts'
import { createTranslator, type Translator } from '../../templates/translate.ts'
import { bundleWorkflows } from '../../worker/bundle-workflows.ts'
import type { Servers } from './servers.ts'

/** What costs a second to make and is the same for every centre of this program. */
export type SharedParts = Readonly<{
  translator: Translator
  templates: DocumentTemplates
  drawing: Drawing
  seal: Seal
  signBytes: SignBytes
  sealing: Readonly<{ p12: Buffer; passphrase: string }>
  bundle: WorkflowBundle
}>

let made: Promise<SharedParts> | undefined

/** Made when the first centre is opened. */
export function sharedParts(): Promise<SharedParts> {
  made ??= make()
  return made
}

async function make(): Promise<SharedParts> {
  // Steps that fail on purpose are part of the stories: they are told only to whoever asks for details.
  const isDetailed = readConfig({ LOG_LEVEL: process.env['LOG_LEVEL'] }).logLevel === 'debug'
  const level = isDetailed ? 'WARN' : 'ERROR'
  const logging = { filter: makeTelemetryFilterString({ core: level }) }
  Runtime.install({ logger: new DefaultLogger(level), telemetryOptions: { logging } })
  const texts = loadTexts()
  const [translator, sealing, bundle] = await Promise.all([
    createTranslator(texts),
    makeSealingIdentity(),
    bundleWorkflows(),
  ])
  const fonts = createFonts()
  // The first use of a font costs seconds: not those of the first paper, which a case waits for.
  fonts.warm()
  return {
    translator,
    templates: loadDocumentTemplates(texts),
    drawing: createDrawing(fonts),
    seal: createSeal(sealing.p12, sealing.passphrase),
    signBytes: createSignBytes(sealing.p12, sealing.passphrase).signBytes,
    sealing,
    bundle,
  }
}

const connections = new WeakMap<Servers, Promise<NativeConnection>>()

/** The one connection of all workers of this program to these servers. */
export function workerConnection(servers: Servers): Promise<NativeConnection> {
  const known = connections.get(servers) ?? NativeConnection.connect({ address: servers.temporalAddress })
  connections.set(servers, known)
  return known
}
