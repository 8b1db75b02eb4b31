import { readServiceConfig } from '../../config.ts'
import { taskQueue } from '../../temporal/names.ts'
import { playDemo } from './play-demo.ts'

/** The part of `npm start` that plays the demo's stories, once, and ends; each line it says is one of its own. */
const say = (line: string) => void process.stdout.write(`${line}\n`)

const config = readServiceConfig(process.env)
const password = config.demoPassword
if (config.mode !== 'sandbox' || password === undefined) throw new Error('The demo is played in sandbox mode only.')

say(JSON.stringify({ ready: true, part: 'demo' }))
await playDemo({ settings: { config, taskQueue, password }, say })
process.exit()
