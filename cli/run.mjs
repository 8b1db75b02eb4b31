// node cli/run.mjs NAME [args]: the one door to every command of package.json. Plain JavaScript without packages, because a
// fresh clone has none: it installs what the lock file names, generates what the schema names, then hands over to TypeScript.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const lockFolder = join(root, '.cache', 'installing')
const installedStamp = join(root, 'node_modules', '.onevisit-lock')
const generatedStamp = join(root, 'prisma', 'generated', '.onevisit-schema')

/** Commands whose program lies outside cli/. */
const programs = { api: 'api/main.ts', worker: 'worker/main.ts', sandbox: 'sandbox/main.ts' }

const say = (text) => process.stderr.write(`${text}\n`)

function fail(text) {
  say(text)
  process.exit(1)
}

const hashOf = (...files) => {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

const recorded = (stamp) => (existsSync(stamp) ? readFileSync(stamp, 'utf8').trim() : '')
const schemaFiles = () => ['prisma/schema.prisma', 'prisma.config.ts'].filter((file) => existsSync(join(root, file)))
const needsInstall = () => recorded(installedStamp) !== hashOf('package-lock.json')
const needsGenerate = () => {
  const files = schemaFiles()
  return files.includes('prisma/schema.prisma') && recorded(generatedStamp) !== hashOf('package-lock.json', ...files)
}

/** Runs a program whose words all go to stderr: stdout belongs to the command itself. */
function runQuietly(program, args, environment = {}) {
  const env = { ...process.env, ...environment }
  const done = spawnSync(program, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1e9,
  })
  const log = join(root, '.cache', 'install.log')
  const words = `${done.stdout ?? ''}${done.stderr ?? ''}${done.error ?? ''}`
  writeFileSync(log, words)
  if (done.status !== 0)
    fail(`${words.trim().split('\n').slice(-12).join('\n')}\n${program} failed; all it said is in ${log}.`)
}

function install() {
  say('Installing packages (once, about a minute) …')
  rmSync(installedStamp, { force: true })
  runQuietly('npm', ['ci', '--no-audit', '--no-fund', '--include=dev', '--loglevel=error'], {
    NODE_ENV: 'development',
    NODE_OPTIONS: '',
  })
  writeFileSync(installedStamp, hashOf('package-lock.json'))
}

function generate() {
  const prisma = join(root, 'node_modules', 'prisma', 'build', 'index.js')
  // The path only has to exist: Prisma would otherwise fetch an engine that generating does not use.
  const environment = {
    PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true',
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  }
  runQuietly(process.execPath, [prisma, 'generate'], environment)
  writeFileSync(generatedStamp, hashOf('package-lock.json', ...schemaFiles()))
}

const alive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** The lock is left behind by a process that was killed: its owner is gone, or never wrote its name. */
function abandoned() {
  try {
    const owner = Number(readFileSync(join(lockFolder, 'pid'), 'utf8'))
    return !alive(owner)
  } catch {
    return existsSync(lockFolder) && Date.now() - statSync(lockFolder).mtimeMs > 5000
  }
}

function tryLock() {
  try {
    mkdirSync(lockFolder)
  } catch (error) {
    if (error.code !== 'EEXIST')
      fail(`Cannot write to ${dirname(lockFolder)} (${error.code}): the project needs this folder.`)
    return false
  }
  writeFileSync(join(lockFolder, 'pid'), String(process.pid))
  return true
}

function takeOver() {
  const grave = `${lockFolder}.${process.pid}`
  try {
    renameSync(lockFolder, grave) // of several processes that see the abandoned lock only one can move it
    rmSync(grave, { recursive: true, force: true })
  } catch {
    // Another process was first: wait like everyone else.
  }
}

async function withLock(work) {
  mkdirSync(dirname(lockFolder), { recursive: true })
  for (let told = false; !tryLock(); told = true) {
    if (!told) say('Another command is installing; waiting for it …')
    if (abandoned()) takeOver()
    await wait(200)
  }
  try {
    work()
  } finally {
    rmSync(lockFolder, { recursive: true, force: true })
  }
}

async function prepare() {
  if (!needsInstall() && !needsGenerate()) return
  await withLock(() => {
    if (needsInstall()) install()
    if (needsGenerate()) generate()
  })
}

/** npm changes to the project's root: a file named relative to where the person stands is found there. */
function whereTheyStand(argument) {
  const from = process.env.INIT_CWD ?? process.cwd()
  if (argument.startsWith('-') || isAbsolute(argument) || from === root) return argument
  const path = resolve(from, argument)
  return existsSync(path) ? path : argument
}

async function runHere(program, args) {
  process.chdir(root)
  process.argv = [process.argv[0], join(root, program), ...args]
  const { register } = await import('tsx/esm/api')
  register()
  await import(pathToFileURL(join(root, program)).href)
}

async function main([name, ...args]) {
  if (!name) fail('Name a command: node cli/run.mjs start')
  await prepare()
  if (name === 'generate') return
  const program = programs[name] ?? `cli/${name}.ts`
  if (!existsSync(join(root, program))) fail(`There is no command "${name}": ${program} does not exist.`)
  await runHere(program, args.map(whereTheyStand))
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19))
  fail(`Node.js ${process.versions.node} is too old: OneVisit needs 20.19 or newer.`)
await main(process.argv.slice(2))
