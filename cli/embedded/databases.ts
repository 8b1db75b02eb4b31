import pg from 'pg'

/** The address of another database on the same server. */
function databaseUrl(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}

/**
 * Makes a database beside that of `url`, as a copy of `template` if one is named (nobody may be connected to it), and
 * answers its address. One that is already there is taken as it is.
 */
export async function createDatabase(url: string, name: string, template?: string): Promise<string> {
  const copy = template ? ` TEMPLATE ${pg.escapeIdentifier(template)}` : ''
  await onServer(url, `CREATE DATABASE ${pg.escapeIdentifier(name)}${copy}`).catch((error) => {
    if (error.code !== '42P04') throw error
  })
  return databaseUrl(url, name)
}

/** Removes a database, and puts out whoever is connected to it. */
export async function dropDatabase(url: string, name: string): Promise<void> {
  await onServer(url, `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`)
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
