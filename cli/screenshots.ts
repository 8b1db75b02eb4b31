import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { languages } from '../domain/case/language.ts'
import { type Centre, openCentre } from './centre/centre.ts'
import { openServers } from './centre/servers.ts'
import { openBrowser, signInAs } from './looks/browser.ts'
import { type Pages, pagesOf } from './looks/pages.ts'
import { openTask, setTableau } from './looks/tableau.ts'
import { createPeople, emailOf } from './scenario/door.ts'

/**
 * npm run screenshots [-- FOLDER]: every page in every language at three widths, of a centre of its own whose cases stand
 * in each stage; into FOLDER (default: screenshots). One line each, those that are wider than their window marked.
 */
const folder = resolve(process.argv[2] ?? 'screenshots')
const widths = [360, 768, 1440] as const

type Looking = { readonly browser: Browser; readonly centre: Centre; readonly account: string }
type Shot = { readonly name: string; readonly address: string; readonly language: string }

async function shoot(page: Page, { name, address, language }: Shot): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    const answer = await page.goto(address)
    await page.screenshot({ path: join(folder, `${name}.${language}.${width}.png`), fullPage: true })
    const isWide = (await page.evaluate('document.documentElement.scrollWidth > innerWidth + 1')) === true
    console.log(`${name} ${language} ${width} ${answer?.status() ?? '-'}${isWide ? ' wider than its window' : ''}`)
  }
}

async function lookAt({ browser, centre, account }: Looking, pages: Pages[string]): Promise<void> {
  const context = await browser.newContext()
  const { url, password } = centre
  await signInAs(context, { url, password, email: account === '' ? undefined : emailOf(account) })
  const page = await context.newPage()
  for (const language of languages) {
    await context.addCookies([{ name: 'onevisit_language', value: language, url }])
    for (const [name, path] of Object.entries(pages)) await shoot(page, { name, address: `${url}${path}`, language })
  }
  await context.close()
}

await mkdir(folder, { recursive: true })
const browser = await openBrowser()
const servers = await openServers()
const centre = await openCentre(servers, { at: '2026-03-10T10:00:00+08:00' })
try {
  const people = createPeople(centre.url, centre.password)
  const cases = await setTableau(people, centre.sandboxUrl)
  const supervisor = await people.as('supervisor')
  const tasks = {
    check: await openTask(supervisor, cases.check, 'check-materials'),
    approve: await openTask(supervisor, cases.approval, 'approve'),
  }
  for (const [account, pages] of Object.entries(pagesOf(cases, tasks)))
    await lookAt({ browser, centre, account }, pages)
} finally {
  await browser.close()
  await centre.close()
  await servers.close()
}
process.exit(0)
