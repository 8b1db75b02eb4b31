import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { type Centre, openCentre } from '../../cli/centre/centre.ts'
import type { Servers } from '../../cli/centre/servers.ts'
import { createPeople, emailOf, type People } from '../../cli/scenario/door.ts'
import { formNamed } from '../../cli/scenario/forms.ts'
import { testServers } from '../support/servers.ts'
import { accessibilityFaults, hasBrowser, openBrowser, openVisitor, type Visitor } from './support/browser.ts'
import { fillIn, signIn, uploadMissing } from './support/people.ts'

const ways = [
  { language: 'en', hasScripts: true },
  { language: 'zh', hasScripts: false },
] as const

const form = formNamed('work-permit.new')?.form ?? {}
const wanted = hasBrowser ? describe : describe.skip

wanted('a first work permit, from the form to the card, on the pages alone', () => {
  let servers: Servers
  let browser: Browser
  beforeAll(async () => {
    servers = await testServers()
    browser = await openBrowser()
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    await servers.close()
  })

  describe.each(ways)('in $language, scripts: $hasScripts', ({ language, hasScripts }) => {
    let centre: Centre
    let people: People
    const visitors = new Map<string, Visitor>()
    let path = ''

    /** Somebody at their own browser, signed in when they first come. */
    async function as(account: string): Promise<Page> {
      const known = visitors.get(account)
      if (known !== undefined) return known.page
      const visitor = await openVisitor(browser, { url: centre.url, language, hasScripts })
      visitors.set(account, visitor)
      await signIn(visitor.page, { email: emailOf(account), password: centre.password })
      return visitor.page
    }

    /** The page is accessible as it stands, in the language that was chosen. */
    async function lookAt(page: Page): Promise<void> {
      expect(await page.getAttribute('html', 'lang')).toBe(language)
      if (hasScripts) expect(await accessibilityFaults(page)).toEqual([])
    }

    async function decide(account: string, task: RegExp, outcome: string): Promise<Page> {
      const page = await as(account)
      for (let tries = 0; tries < 40; tries += 1) {
        await page.goto('/tasks')
        if ((await page.getByRole('link', { name: task }).count()) > 0) break
        await page.waitForTimeout(250)
      }
      await lookAt(page)
      await page.getByRole('link', { name: task }).first().click()
      await lookAt(page)
      await page.locator(`[name=outcome][value=${outcome}]`).check()
      await page.locator('form:has([name=outcome]) button:not([name])').click()
      await page.waitForLoadState()
      return page
    }

    beforeAll(async () => {
      centre = await openCentre(servers, { at: '2026-03-10T10:00:00+08:00' })
      people = createPeople(centre.url, centre.password)
      const roster = { officer: emailOf('officer.b'), purpose: 'biometrics', from: '09:00', to: '11:00' }
      const days = ['mon', 'tue', 'wed', 'thu', 'fri']
      const supervisor = await people.as('supervisor')
      await supervisor.send('POST', '/api/v1/rosters', { ...roster, days, languages: ['zh', 'en'] })
    }, 120_000)
    afterAll(async () => {
      for (const visitor of visitors.values()) await visitor.close()
      await centre.close()
    })

    test('the applicant begins, and a form sent too early names every gap and loses nothing', async () => {
      const page = await as('applicant')
      await page.goto('/start')
      await lookAt(page)
      await page.click('main a[href="/start/work-permit"]')
      await lookAt(page)
      await page.locator('[name=track][value=new]').check()
      await page.locator('main form button').click()
      await page.fill('[name="person.familyName"]', 'Øyehaug')
      await page.click('button[value=next]')
      expect(await page.locator('#faults li').count()).toBeGreaterThan(20)
      expect(await page.inputValue('[name="person.familyName"]')).toBe('Øyehaug')
      await lookAt(page)
    }, 60_000)

    test('filled in, with every paper, it is reviewed and submitted', async () => {
      const page = await as('applicant')
      await fillIn(page, form)
      await page.click('button[value=next]')
      expect(new URL(page.url()).pathname).toMatch(/\/materials$/)
      await lookAt(page)
      expect(await uploadMissing(page)).toBe(8)
      await page.locator('main a.button').click()
      expect(await page.locator('#faults').count()).toBe(0)
      await lookAt(page)
      await page.locator('form.ask button').click()
      path = new URL(page.url()).pathname
      expect(path).toMatch(/^\/cases\/[\w-]+$/)
      expect(await page.locator('.way .now').count()).toBe(1)
      await lookAt(page)
    }, 120_000)

    test('officer a checks and examines, but cannot give the second signature', async () => {
      await decide('officer.a', /Check the materials|核对材料|材料/, 'complete')
      await decide('officer.a', /^Examine|审查/, 'recommend')
      const page = await decide('officer.a', /Approve|核准/, 'grant')
      expect(await page.locator('[role=alert]').count()).toBe(1)
      expect(await page.locator('[name=outcome][value=grant]').isChecked()).toBe(true)
      await lookAt(page)
    }, 120_000)

    test('officer b approves; the applicant chooses the one visit', async () => {
      await decide('officer.b', /Approve|核准/, 'grant')
      const page = await as('applicant')
      for (
        let tries = 0;
        tries < 40 && (await page.locator('a[href$="/bookings/biometrics"]').count()) === 0;
        tries += 1
      ) {
        await page.waitForTimeout(250)
        await page.goto(path)
      }
      await lookAt(page)
      await page.click('a[href$="/bookings/biometrics"]')
      await lookAt(page)
      await page.locator('button[name=slot]').first().click()
      expect(new URL(page.url()).pathname).toBe(path)
      expect(await page.locator('a[href$="invitation.ics"]').count()).toBe(1)
    }, 120_000)

    test('after visit, bureau and printer the card is handed over, and its code is verified', async () => {
      await decide('officer.b', /biometrics|生物/i, 'taken')
      await (await people.as('admin')).send('POST', '/api/v1/time', { to: '2026-03-19T12:00:00+08:00', hold: true })
      await decide('officer.b', /Hand over|交付|发放|领/i, 'handed-over')
      const page = await as('applicant')
      await page.goto(path)
      expect(await page.locator('.page-head .tag.good').count()).toBe(1)
      await lookAt(page)
      await page.locator('a[href^="/verify/"]').first().click()
      expect(await page.locator('.notice.good').count()).toBe(1)
      await lookAt(page)
    }, 120_000)
  })
})
