import { joinServers, openServers, type Servers, type ServersOptions } from '../../cli/centre/servers.ts'
import { takeTemplateAsMade } from '../../cli/centre/template.ts'

/**
 * The servers of a test file: those of the whole test run, where `npm test` has started them, otherwise its own. Each file
 * has databases and task queues of its own in them; what kills servers gets servers of its own.
 */
export async function testServers(options: ServersOptions = {}): Promise<Servers> {
  const shared = process.env['TEST_SERVERS']
  if (shared === undefined || options.killable === true) return await openServers(options)
  return takeTemplateAsMade(joinServers(JSON.parse(shared)))
}
