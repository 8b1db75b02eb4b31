import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { openWorld, type World } from '../support/world.ts'
import { accessibilityFaults, hasBrowser, openBrowser, openVisitor, type Visitor } from './support/browser.ts'
import { signIn } from './support/people.ts'

let world: World
let browser: Browser
let visitor: Visitor
let page: Page

const journeys = hasBrowser ? describe : describe.skip

journeys('One visit, by what is on the pages', () => {
  beforeAll(async () => {
    world = await openWorld({ at: '2026-03-02T09:00:00+08:00' })
    browser = await openBrowser()
    visitor = await openVisitor(browser, { url: world.centre.url, language: 'en', hasScripts: true })
    page = visitor.page
    await signIn(page, { email: 'applicant@onevisit.example', password: world.centre.password })
  }, 120_000)
  afterAll(async () => {
    await visitor.close()
    await browser.close()
    await world.close()
  }, 60_000)

  const isAccessible = async () => expect(await accessibilityFaults(page)).toEqual([])

  test('a few answers propose the matters with their reasons, and what is ticked becomes a plan', async () => {
    await page.goto('/')
    await page.click('text=Make a plan')
    await page.selectOption('[name=nationality]', 'AUT')
    for (const [name, value] of Object.entries({ job: 'working', home: 'rented', study: 'abroad' }))
      await page.check(`[name=${name}][value=${value}]`)
    await isAccessible()
    await page.click('main button[type=submit]')
    expect(await page.locator('[name=matters]:checked').count()).toBe(3)
    expect(await page.textContent('main')).toContain('You do not stay in a hotel')
    await isAccessible()
    await page.click('main button[type=submit]')
    await page.waitForURL(/\/plans\/[0-9a-f-]{36}/)
    const words = await page.textContent('main')
    for (const said of [
      'Waits for another matter',
      'Why it is not fewer',
      'No biometrics younger',
      'What makes this date',
    ])
      expect(words).toContain(said)
    expect(await page.locator('svg.path rect').count()).toBeGreaterThan(4)
    await isAccessible()
  }, 60_000)

  test('a matter is taken out, and what waited for it waits no more', async () => {
    await page.click('text=Change the plan')
    await isAccessible()
    await page
      .getByRole('checkbox', { name: /Work residence permit/ })
      .last()
      .check()
    await page.click('text=Take matters out >> nth=-1')
    await page.waitForURL(/\/plans\/[0-9a-f-]{36}\?told/)
    const words = await page.textContent('main')
    expect(words).not.toContain('Waits for another matter')
    expect(words).toContain('was taken out of the plan')
  }, 60_000)

  test('withdrawing the plan asks per matter', async () => {
    await page.click('text=Withdraw the plan')
    await isAccessible()
    await page.click('main button[type=submit]')
    await page.waitForURL(/\/plans\/[0-9a-f-]{36}\?told/)
    expect(await page.textContent('h1 + .tag, .page-head .tag')).toBe('Withdrawn')
  }, 60_000)

  test('a permit gets the registration it needs in one step, with the person as typed', async () => {
    const door = await world.as('applicant')
    const person = { familyName: 'Weber', givenNames: 'Hannah', nationality: 'AUT' }
    const { body } = await door.send('POST', '/api/v1/cases', { kind: 'work-permit', track: 'new', form: { person } })
    const id = typeof body === 'object' && body !== null && 'id' in body ? String(body.id) : ''
    await page.goto(`/cases/${id}`)
    await page.click('text=Register in one step')
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}\/form/)
    expect(await page.inputValue('[name="form.person.familyName"], [name="person.familyName"]')).toBe('Weber')
    await page.goto(`/cases/${id}`)
    expect(await page.textContent('main')).toContain('Your registration is under way')
  }, 60_000)
})
