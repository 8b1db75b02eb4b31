import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { z } from 'zod'
import { isTaken } from '../../cli/scenario/answer.ts'
import { emailOf } from '../../cli/scenario/door.ts'
import { formNamed } from '../../cli/scenario/forms.ts'
import { uploadOf } from '../../cli/scenario/uploads.ts'
import { openWorld, type World } from '../support/world.ts'
import { accessibilityFaults, hasBrowser, openBrowser, openVisitor, type Visitor } from './support/browser.ts'
import { fillIn, signIn, uploadMissing } from './support/people.ts'

const ways = [
  {
    language: 'en',
    hasScripts: true,
    round: 'R-EN',
    lots: ['A', 'B'],
    day: '2026-03-02',
    closing: '2026-03-04',
    drawn: '2026-03-13',
    rivals: [3, 4],
  },
  {
    language: 'zh',
    hasScripts: false,
    round: 'R-ZH',
    lots: ['C', 'D'],
    day: '2026-03-16',
    closing: '2026-03-18',
    drawn: '2026-03-27',
    rivals: [7, 8],
  },
] as const

const { form = {}, ...application } = formNamed('apartment-allocation.round') ?? {}
const { roundCode: _round, preferences: _lots, household: _household, ...typed } = z.looseObject({}).parse(form)
const wanted = hasBrowser ? describe : describe.skip
const opened = z.object({ id: z.string() })

wanted('a round of apartments, on the pages alone', () => {
  let world: World
  let browser: Browser
  beforeAll(async () => {
    world = await openWorld({ at: '2026-03-02T09:00:00+08:00' })
    browser = await openBrowser()
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    await world.close()
  }, 60_000)

  /** Somebody else who wants the same lot, so that there is somebody before or after. */
  async function competitor(round: string, lot: string, who: number): Promise<void> {
    const door = await world.as(`applicant${who}`)
    const person = z.looseObject({ passport: z.looseObject({}) }).parse(form['person'])
    const { mrz: _, ...passport } = person.passport
    const own = {
      ...person,
      familyName: `Rival${'abcdefghi'.charAt(who)}`,
      passport: { ...passport, number: `M4820713${who}` },
    }
    const body = { ...application, form: { ...form, person: own, roundCode: round, preferences: [lot] } }
    const answer = await door.send('POST', '/api/v1/cases', body)
    if (!isTaken(answer)) throw new Error(`not opened: ${JSON.stringify(answer.body)}`)
    const { id } = opened.parse(answer.body)
    for (const type of ['passport', 'degree-certificate', 'contract'])
      await door.send('POST', `/api/v1/cases/${id}/materials`, uploadOf(type))
    const submitted = await door.send('POST', `/api/v1/cases/${id}/actions/submit`, {})
    expect(submitted.body).toMatchObject({ status: 'received' })
  }

  describe.each(ways)(
    'in $language, scripts: $hasScripts',
    ({ language, hasScripts, round, day, closing, drawn, ...of }) => {
      const [first, second] = of.lots
      const seed = createHash('sha256').update(round).digest('hex')
      const commitment = createHash('sha256').update(Buffer.from(seed, 'hex')).digest('hex')
      const visitors = new Map<string, Visitor>()
      const applicant = language === 'en' ? 'applicant' : 'applicant2'
      let path = ''

      async function as(account: string): Promise<Page> {
        const known = visitors.get(account)
        if (known !== undefined) return known.page
        const visitor = await openVisitor(browser, { url: world.centre.url, language, hasScripts })
        visitors.set(account, visitor)
        if (account !== '') await signIn(visitor.page, { email: emailOf(account), password: world.centre.password })
        return visitor.page
      }

      async function lookAt(page: Page): Promise<void> {
        expect(await page.getAttribute('html', 'lang')).toBe(language)
        if (hasScripts) expect(await accessibilityFaults(page)).toEqual([])
      }

      /** Does an act of the round as an officer finds it: unfolded, filled in, pressed. */
      async function act(account: string, name: string, fields: Readonly<Record<string, string>> = {}): Promise<Page> {
        const page = await as(account)
        await page.goto('/apartments')
        await page.click(`main a[href="/rounds/${round}"]`)
        await page.locator(`#act-${name} > summary`).click()
        await lookAt(page)
        for (const [field, value] of Object.entries(fields)) await page.fill(`#f-${name}-${field}`, value)
        await page.locator(`#act-${name} button`).click()
        await page.waitForLoadState()
        return page
      }

      afterAll(async () => {
        for (const visitor of visitors.values()) await visitor.close()
      })

      test('an officer plans it lot by lot; another one opens it', async () => {
        const page = await as('housing')
        await page.click('nav a[href="/apartments"]')
        await page.click('a[href="/rounds/plan"]')
        await page.locator('button[value=plan]').click()
        expect(await page.locator('#faults li').count()).toBeGreaterThan(3)
        await lookAt(page)
        const dates = { opensAt: `${day}T09:30`, closesAt: `${closing}T18:00`, revealAt: `${drawn}T10:00` }
        await fillIn(page, { code: round, ...dates, commitment })
        await fillIn(page, {
          'lot.0.id': first,
          'lot.0.apartments': `${first}-1`,
          'lot.0.minPersons': '1',
          'lot.0.maxPersons': '2',
          'lot.0.rentYuan': '3200',
        })
        await fillIn(page, {
          'lot.0.rooms': '2',
          'lot.0.squareMetres': '55',
          'lot.0.metro': '伊犁路',
          'lot.0.metroMetres': '400',
          'lot.0.centreMetres': '2600',
        })
        await page.locator('button[value=add]').click()
        expect(await page.inputValue('[name="lot.0.id"]')).toBe(first)
        await fillIn(page, {
          'lot.1.id': second,
          'lot.1.apartments': `${second}-1`,
          'lot.1.minPersons': '1',
          'lot.1.maxPersons': '4',
          'lot.1.rentYuan': '4100',
        })
        await page.locator('button[value=plan]').click()
        expect(new URL(page.url()).pathname).toBe(`/rounds/${round}`)
        await page.locator('#act-open > summary').click()
        expect(await page.locator('#act-open form').count()).toBe(0)
        await lookAt(page)
        await act('supervisor', 'open')
        await world.moveTo(`${day}T10:00:00+08:00`)
      }, 120_000)

      test('anybody sees what it offers; a page is under 100 KB and its pictures do not move it', async () => {
        const page = await as('')
        const answer = await page.goto('/apartments')
        expect((await answer?.body())?.length).toBeLessThan(60_000)
        await page.click(`main a[href="/rounds/${round}"]`)
        expect(await page.locator('article.home').count()).toBe(2)
        expect(await page.locator('article.home img:not([width])').count()).toBe(0)
        expect(await page.locator(`#lot-${first}`).innerText()).toMatch(/400/)
        await lookAt(page)
      }, 60_000)

      test('an applicant chooses by picture, orders by buttons, and submits', async () => {
        const page = await as(applicant)
        await page.goto('/apartments')
        await page.click(`main a[href="/rounds/${round}"]`)
        await page.click('main a[href="/start/apartment-allocation"]')
        await page.locator('[name=track][value=round]').check()
        await page.locator('main form button').click()
        await fillIn(page, typed)
        await fillIn(page, {
          'person.passport.number': hasScripts ? 'M48207135' : 'M48207199',
          'person.passport.mrz': [],
          'person.familyName': hasScripts ? 'Kim' : 'Yun',
        })
        await page.click('button[value=next]')
        expect(new URL(page.url()).pathname).toMatch(/\/choice$/)
        await lookAt(page)
        await page.click(`button[name=round][value=${round}]`)
        await page.click(`button[value="add:${second}"]`)
        await page.click(`button[value="add:${first}"]`)
        await page.click(`button[value="up:${first}"]`)
        expect(await page.locator('#chosen li').first().innerText()).toContain(first)
        await lookAt(page)
        await page.locator('main > p.buttons a.button').click()
        await uploadMissing(page)
        await page.locator('main a.button').last().click()
        expect(await page.locator('#faults').count()).toBe(0)
        await page.locator('form.ask button').click()
        path = new URL(page.url()).pathname
        expect(path).toMatch(/^\/cases\/[\w-]+$/)
        await lookAt(page)
      }, 120_000)

      test('until the deadline the order can be changed; nothing counts before it is sent', async () => {
        const page = await as(applicant)
        await page.click('main a[href$="/choice"]')
        await page.click(`button[value="down:${first}"]`)
        expect(await page.locator('main .notice.warn').count()).toBe(1)
        await lookAt(page)
        await page.click(`button[value="up:${first}"]`)
        await page.click(`button[value="remove:${second}"]`)
        await page.click(`button[value="add:${second}"]`)
        await page.click('button[value=send]')
        expect(new URL(page.url()).pathname).toBe(path)
        expect(await page.locator('[aria-labelledby=home]').innerText()).toContain(`${first} → ${second}`)
      }, 60_000)

      test('sealed, drawn by two officers in public, and published', async () => {
        for (const rival of of.rivals) await competitor(round, first, rival)
        await world.moveTo(`${drawn}T10:00:00+08:00`)
        await act('housing', 'seal')
        const wrong = await act('housing', 'draw', { seed: '00'.repeat(32), witnesses: '7 3 1' })
        expect(await wrong.locator('[role=alert]').count()).toBe(1)
        await act('housing', 'draw', { seed, witnesses: '7 3 1\nein Kind sagt: 虹' })
        const own = await as('housing')
        await own.locator('#act-confirm-draw > summary').click()
        expect(await own.locator('#act-confirm-draw form').count()).toBe(0)
        await act('supervisor', 'confirm-draw')
        const page = await as('')
        await page.goto(`/rounds/${round}`)
        await page.click(`main a[href="/rounds/${round}/standing"]`)
        await page.fill('[name=code]', 'NOBODY')
        await page.locator('main form button').click()
        expect(await page.locator('.fault').count()).toBe(1)
        await lookAt(page)
      }, 120_000)

      test('the applicant reads why they stand where they stand, and answers the offer', async () => {
        const page = await as(applicant)
        await page.goto(path)
        await page.click('main a[href$="/standing"]')
        expect(await page.locator('.plain-list > li').count()).toBe(2)
        expect(await page.locator('.plain-list .tag.good').count()).toBe(1)
        await lookAt(page)
        await page.click('.trail a')
        expect(await page.locator('[aria-labelledby=home] img').count()).toBeGreaterThan(0)
        await lookAt(page)
        await page.click('a[href$="/actions/accept-offer"]')
        await lookAt(page)
        await page.locator('main form button.button').click()
        expect(new URL(page.url()).pathname).toBe(path)
        expect(await page.locator('a[href$="/actions/accept-offer"]').count()).toBe(0)
      }, 120_000)
    },
  )
})
