import { mkdir, statfs } from 'node:fs/promises'
import type { Config } from '../../config.ts'
import { portIsFree } from '../embedded/ports.ts'

const neededMegabytes = 300

/** What would stop a start half way, said in one sentence before anything is begun. */
export async function checkBefore(config: Config): Promise<void> {
  await checkDisk(config.home)
  const ports = { PORT: config.port, ...(config.mode === 'sandbox' ? { SANDBOX_PORT: config.sandboxPort } : {}) }
  for (const [name, port] of Object.entries(ports)) {
    if (!(await portIsFree(port, '0.0.0.0'))) {
      throw new Error(`Port ${port} is taken by another program: set ${name} to a free one.`)
    }
  }
}

async function checkDisk(home: string): Promise<void> {
  await mkdir(home, { recursive: true }).catch((error) => {
    throw new Error(`ONEVISIT_HOME ${home} cannot be written (${error.code}): name a folder of your own.`)
  })
  const { bavail, bsize } = await statfs(home)
  const free = Math.floor((bavail * bsize) / 1024 / 1024)
  if (free < neededMegabytes) {
    throw new Error(`Only ${free} MB are free on the disk of ${home}: OneVisit needs ${neededMegabytes} MB.`)
  }
}
