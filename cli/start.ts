import { readConfig } from '../config.ts'
import { beginDemo } from './demo/begin-demo.ts'
import { runUntilStopped } from './start/run-until-stopped.ts'

/** npm start: everything on this one machine, until Ctrl-C; in sandbox mode the demo's stories are played meanwhile. */
await runUntilStopped(
  () => readConfig(process.env),
  (up) => void beginDemo(up, readConfig(process.env).home, (line) => console.log(line)),
)
