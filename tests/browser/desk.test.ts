import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { z } from 'zod'
import { emailOf } from '../../cli/scenario/door.ts'
import { canReadBack, readBack, squeezed } from '../activities/documents/read-back.ts'
import { filePermit } from '../support/permit.ts'
import { openWorld, type World } from '../support/world.ts'
import { accessibilityFaults, hasBrowser, openBrowser, openVisitor, type Visitor } from './support/browser.ts'
import { signIn } from './support/people.ts'

const ways = [
  { language: 'en', hasScripts: true },
  { language: 'zh', hasScripts: false },
] as const

const mails = z.object({ items: z.array(z.looseObject({ subject: z.string(), text: z.string() })) })
const tasks = z.looseObject({ items: z.array(z.looseObject({ id: z.string() })) })
const papers = z.looseObject({ items: z.array(z.looseObject({ code: z.string(), number: z.string() })) })

const wanted = hasBrowser ? describe : describe.skip

wanted("an officer's day at the desk", () => {
  let world: World
  let browser: Browser
  beforeAll(async () => {
    world = await openWorld({ at: '2026-03-10T10:00:00+08:00' })
    browser = await openBrowser()
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    await world.close()
  }, 60_000)

  describe.each(ways)('in $language, scripts: $hasScripts', ({ language, hasScripts }) => {
    let visitor: Visitor
    let page: Page
    let filed: Awaited<ReturnType<typeof filePermit>>

    /** The page is accessible as it stands, in the language that was chosen. */
    async function lookAt(): Promise<void> {
      expect(await page.getAttribute('html', 'lang')).toBe(language)
      if (hasScripts) expect(await accessibilityFaults(page)).toEqual([])
    }

    /** What is folded is unfolded, what the page itself has unfolded stays. */
    async function unfold(id: string): Promise<void> {
      if ((await page.locator(`${id}[open]`).count()) === 0) await page.locator(`${id} > summary`).click()
    }

    beforeAll(async () => {
      const address = `${language}.reader@onevisit.example`
      filed = await filePermit(world, 'applicant', {
        'person.language': 'ja',
        'person.email': address,
        'person.passport.number': hasScripts ? 'TR8120555' : 'TR8120556',
        'person.familyName': hasScripts ? 'Aoki' : 'Baba',
      })
      visitor = await openVisitor(browser, { url: world.centre.url, language, hasScripts })
      page = visitor.page
      await signIn(page, { email: emailOf('officer.a'), password: world.centre.password })
    }, 120_000)
    afterAll(() => visitor.close())

    test('the inbox says why a task is urgent, and the next one is claimed with one press', async () => {
      expect(new URL(page.url()).pathname).toBe('/tasks')
      const row = page.locator('tbody tr', { hasText: filed.number })
      expect(await row.locator('.tag').count()).toBe(1)
      expect(await row.locator('td:has(.tag)').innerText()).toMatch(/2026/)
      await lookAt()
      await page.locator('form[action="/tasks/next"] button').click()
      await page.waitForURL(/\/tasks\/[\w-]+\?told=done/)
      await lookAt()
    })

    test('papers lie beside the form, two of them beside each other', async () => {
      await page.goto('/tasks')
      await page.locator('tbody tr', { hasText: filed.number }).locator('a').first().click()
      await page.waitForSelector('#answers')
      expect(await page.locator('[aria-labelledby=answers] dt').count()).toBeGreaterThan(20)
      await unfold('#compare')
      const beside = page.locator('li', { hasText: 'photo.jpg' }).locator('a[target="paper-two"]')
      await beside.click()
      await page.frameLocator('[name=paper-two]').locator('img').waitFor()
      await lookAt()
    })

    test('letter and mail are read before they are signed, and are the very ones that go out', async () => {
      await page.locator('[name=outcome][value=incomplete]').check()
      await unfold('#reasons-1')
      await page.locator('[name=reasons][value=photo-unfit]').check()
      await page.fill('[name=officerNote]', 'Bitte ohne Brille – 请勿戴眼镜')
      await page.locator('[name=inLetter]').check()
      await page.locator('button[name=go]').click()
      await page.waitForSelector('#preview')
      await lookAt()
      expect(await page.locator('[name=reasons][value=photo-unfit]').isChecked()).toBe(true)
      expect(await page.inputValue('[name=officerNote]')).toBe('Bitte ohne Brille – 请勿戴眼镜')
      const mail = page.locator('.letter:has(pre)')
      const [subject, text] = [await mail.locator('strong').innerText(), await mail.locator('pre').textContent()]
      const letter = await page.locator('.letter:not(:has(pre)) p.sides span').allInnerTexts()
      const open = await (await world.as('officer.a')).get(`/api/v1/cases/${filed.id}/documents`)
      expect(papers.parse(open.body).items.map(({ code }) => code)).not.toContain('correction-notice')

      await page.locator('#decide button:not([name])').click()
      await page.waitForURL(/told=signed/)
      const sent = await world.outside.get(`/mail?to=${language}.reader@onevisit.example`)
      const last = mails.parse(sent.body).items.at(-1)
      expect([last?.subject, last?.text.trim()]).toEqual([subject, text?.trim()])
      const issued = papers.parse((await (await world.as('officer.a')).get(`/api/v1/cases/${filed.id}/documents`)).body)
      const notice = issued.items.find(({ code }) => code === 'correction-notice')
      const pdf = await (await world.as('officer.a')).file(`/api/v1/documents/${notice?.number}`)
      if (!canReadBack) return
      const read = await readBack(Buffer.from(pdf))
      expect(letter.length).toBeGreaterThan(6)
      expect(letter.filter((part) => !read.includes(squeezed(part)))).toEqual([])
    }, 60_000)

    test('a case is found by name or passport, by those who may read it, and neither ever stands in an address', async () => {
      const look = async (who: Page, text: string) => {
        await who.locator('nav a[href="/cases"]').click()
        await who.fill('[name=q]', text)
        await who.locator('[role=search] button').click()
        await who.waitForSelector('table, .empty')
        expect(who.url()).not.toContain(encodeURIComponent(text))
        return await who.locator('tbody .number').allInnerTexts()
      }
      const [name, passport] = hasScripts ? ['aoki', 'tr 812 0555'] : ['BABA', 'TR8120556']
      expect(await look(page, name)).toEqual([filed.number])
      await lookAt()
      expect(await look(page, passport.replaceAll(' ', ''))).toEqual([filed.number])
      expect(await look(page, 'nobody-of-this-name')).toEqual([])
      await lookAt()
      const other = await openVisitor(browser, { url: world.centre.url, language, hasScripts })
      await signIn(other.page, { email: emailOf('arbitration'), password: world.centre.password })
      expect(await look(other.page, name)).toEqual([])
      await other.close()
    }, 60_000)

    test('several tasks are claimed and given back at once; what cannot be done says why', async () => {
      await filePermit(world, 'applicant3', { 'person.passport.number': hasScripts ? 'TR8120557' : 'TR8120558' })
      await page.goto('/tasks')
      const tick = async () => {
        for (const box of await page.locator('[name=task]').all()) await box.check()
      }
      const press = async (act: string) => {
        await page.locator(`button[value=${act}]`).click()
        await page.waitForURL(/\/tasks\/bulk$/)
        return [await page.locator('[role=status] p').count(), await page.locator('main .notice.warn').count()]
      }
      expect(await press('claim')).toEqual([0, 1])
      expect(await page.locator('[name=task]').count()).toBeGreaterThan(0)
      await tick()
      await page.locator('button[value=claim]').click()
      await page.waitForSelector('[role=status] p')
      await lookAt()
      await page.goto('/tasks?whose=mine')
      await tick()
      expect(await press('release')).toEqual([1, 0])
      await tick()
      expect(await press('noted')).toEqual([0, 1])
      await lookAt()
    }, 60_000)

    test("a task of another team is not one's own, and says so", async () => {
      const [task] = tasks.parse((await (await world.as('officer.a')).get('/api/v1/tasks')).body).items
      const answer = await (await world.as('housing')).send('POST', `/api/v1/tasks/${task?.id}/claim`, {})
      expect(answer.status).toBe(403)
    })
  })
})
