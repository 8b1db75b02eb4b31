import { readConfig } from '../config.ts'
import { runUntilStopped } from './start/run-until-stopped.ts'

/** npm start: everything on this one machine, until Ctrl-C. */
await runUntilStopped(() => readConfig(process.env))
