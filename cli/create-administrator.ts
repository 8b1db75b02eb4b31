import { pino } from 'pino'
import { z } from 'zod'
import { createSignIn } from '../api/sign-in.ts'
import { readServiceConfig } from '../config.ts'
import { makeAdministrator } from '../prisma/accounts.ts'
import { createPrisma, type Prisma } from '../prisma/client.ts'

type ServiceConfig = ReturnType<typeof readServiceConfig>

/** A code by which the account's password is set anew, shown here in place of a mail. */
async function recoveryCode(prisma: Prisma, config: ServiceConfig, email: string): Promise<string> {
  const shown = new Promise<string>((show) => {
    const signIn = createSignIn({
      prisma,
      config,
      logger: pino({ level: 'silent' }),
      sendMail: async () => undefined,
      codeMail: async ({ code }) => {
        show(code)
        return { subject: '', text: '', html: '' }
      },
    })
    void signIn.api.requestPasswordResetEmailOTP({ body: { email } })
  })
  return await shown
}

/** npm run create-administrator -- EMAIL: an account that may do what administrators may, and a code to set its password. */
async function createAdministrator(given: string | undefined): Promise<string> {
  const read = z.email().safeParse(given)
  if (!read.success) throw new Error('Name the mail address: npm run create-administrator -- EMAIL')
  const email = read.data.toLowerCase()
  const config = readServiceConfig(process.env)
  const prisma = createPrisma(config.databaseUrl, 2)
  try {
    const role = await makeAdministrator(prisma, email)
    if (role !== 'administrator') throw new Error(`${email} has an account already: ${role}.`)
    const code = await recoveryCode(prisma, config, email)
    return `${email} is an administrator. Within ten minutes this code sets the password, at ${config.publicUrl}: ${code}`
  } finally {
    await prisma.$disconnect()
  }
}

try {
  console.log(await createAdministrator(process.argv[2]))
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
