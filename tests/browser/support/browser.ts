import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** Whether there is a browser on this machine; without one these tests say so and are skipped. */
export const hasBrowser = existsSync(executablePath)
if (!hasBrowser) console.warn(`No browser at ${executablePath}: the journeys through the pages are skipped.`)

const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']

/** A camera and a microphone that are none: a moving picture and a beep. */
export const fakeDevices = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
]

/** A real browser, headless. */
export const openBrowser = (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath, args: [...args, ...more] })

const require = createRequire(import.meta.url)
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/** WCAG 2.2 AA and best practice: everything the checker finds on this page as it stands, one line each. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe)
  const found = await page.evaluate(`axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200)))`)
  return Array.isArray(found) ? found.map(String) : []
}

export type Visitor = { readonly page: Page; readonly context: BrowserContext; readonly close: () => Promise<void> }

export type Way = { readonly url: string; readonly language: string; readonly hasScripts: boolean }

/** Somebody at a browser of their own, who has chosen a language. */
export async function openVisitor(browser: Browser, { url, language, hasScripts }: Way): Promise<Visitor> {
  // The checker is put into the page from outside; our own policy forbids exactly that.
  const context = await browser.newContext({ javaScriptEnabled: hasScripts, bypassCSP: true, baseURL: url })
  await context.addCookies([{ name: 'onevisit_language', value: language, url }])
  return { page: await context.newPage(), context, close: () => context.close() }
}
