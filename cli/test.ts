import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openServers } from './centre/servers.ts'
import { templateOf } from './centre/template.ts'

// npm test [-- LEVEL or FILE]: the whole suite, or a part of it, against one Temporal server and one PostgreSQL.

const root = join(import.meta.dirname, '..')
const args = process.argv.slice(2)

/** `npm test -- domain` is the folder tests/domain, and nothing whose name merely contains the word. */
const testPath = (argument: string): string => {
  const isThere = !argument.startsWith('-') && existsSync(join(root, 'tests', argument))
  return isThere ? `tests/${argument.replace(/\/$/, '')}${argument.endsWith('.ts') ? '' : '/'}` : argument
}

// Killing servers wants the machine for itself: told by name, once a release (npm test -- crash).
const left = args.some((argument) => argument.includes('crash')) ? [] : ['--testPathIgnorePatterns=/tests/crash/']
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning']
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js')

const servers = await openServers()
await templateOf(servers)
const { dir, secret, temporalAddress, databaseUrl } = servers
const running = spawn(process.execPath, [...flags, jest, '--forceExit', ...args.map(testPath), ...left], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, TEST_SERVERS: JSON.stringify({ dir, secret, temporalAddress, databaseUrl }) },
})
const exitCode = await new Promise<number>((resolve) => running.once('exit', (code) => resolve(code ?? 1)))
await servers.close()
process.exit(exitCode)
