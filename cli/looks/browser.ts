import { existsSync } from 'node:fs'
import { type BrowserContext, chromium } from 'playwright-core'

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']

/** Headless Chromium. @throws Error with one clear sentence where there is none. */
export async function openBrowser() {
  if (!existsSync(executablePath)) throw new Error(`There is no browser at ${executablePath}; CHROMIUM names another.`)
  return await chromium.launch({ executablePath, args })
}

export type Visitor = { readonly email: string | undefined; readonly password: string; readonly url: string }

/** Signs somebody in by the page; nobody, where there is no address. */
export async function signInAs(context: BrowserContext, { email, password, url }: Visitor): Promise<void> {
  if (email === undefined) return
  const page = await context.newPage()
  await page.goto(`${url}/sign-in`)
  await page.fill('[name=email]', email)
  await page.fill('[name=password]', password)
  await page.click('main form button')
  await page.waitForURL((address) => address.pathname !== '/sign-in')
  await page.close()
}
