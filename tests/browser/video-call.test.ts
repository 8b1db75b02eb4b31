import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { emailOf } from '../../cli/scenario/door.ts'
import { type AnotherApi, startAnotherApi } from '../support/another-api.ts'
import { bookCall, settlementToVerify, videoRoster } from '../support/settlement.ts'
import { openWorld, type World } from '../support/world.ts'
import {
  accessibilityFaults,
  fakeDevices,
  hasBrowser,
  openBrowser,
  openVisitor,
  type Visitor,
} from './support/browser.ts'
import { signIn } from './support/people.ts'

const wanted = hasBrowser ? describe : describe.skip

const state = (page: Page) => page.getAttribute('[data-call]', 'data-state')

/** Waits until the room says so: states are few, and each is said in words on the page. */
const until = (page: Page, wish: string) =>
  page.waitForSelector(`[data-call][data-state="${wish}"]`, { timeout: 45_000, state: 'attached' })

/** The picture of the other moves: frames of somebody else's camera arrive. */
async function seesTheOther(page: Page): Promise<boolean> {
  const frames = () =>
    page.evaluate(
      'document.querySelector("[data-other]").getVideoPlaybackQuality().totalVideoFrames',
    ) as Promise<number>
  const before = await frames()
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await frames()) > before) return true
    await page.waitForTimeout(100)
  }
  return false
}

/** So that a test can cut what no browser lets it cut from outside. */
const keepsConnections = `
  globalThis.connections = []
  const Real = RTCPeerConnection
  globalThis.RTCPeerConnection = class extends Real {
    constructor(...given) { super(...given); connections.push(this) }
  }`

wanted('A video call, from the device check to the signed outcome, over two api processes', () => {
  let world: World
  let browser: Browser
  /** Each of the two is connected to a process of their own. */
  let [here, there] = [undefined, undefined] as unknown as [AnotherApi, AnotherApi]
  let booking = ''
  let caseId = ''
  let applicant: Visitor
  let officer: Visitor

  async function sitDown(account: string, url: string): Promise<Visitor> {
    const visitor = await openVisitor(browser, { url, language: 'en', hasScripts: true })
    await visitor.context.grantPermissions(['camera', 'microphone'])
    await visitor.context.addInitScript(keepsConnections)
    await signIn(visitor.page, { email: emailOf(account), password: world.centre.password })
    return visitor
  }

  beforeAll(async () => {
    world = await openWorld()
    browser = await openBrowser(fakeDevices)
    here = await startAnotherApi(world)
    there = await startAnotherApi(world)
    await videoRoster(world.as)
    caseId = await settlementToVerify(world.as)
    booking = await bookCall(await world.as('applicant'), caseId, '2026-03-04T10:00:00+08:00')
    await world.moveTo('2026-03-04T09:50:00+08:00')
    applicant = await sitDown('applicant', here.url)
    officer = await sitDown('officer.a', there.url)
  }, 180_000)
  afterAll(async () => {
    await browser.close()
    await here.program.kill()
    await there.program.kill()
    await world.close()
  }, 60_000)

  test('the applicant tries camera, microphone and connection beforehand', async () => {
    const { page } = applicant
    await page.goto(`/cases/${caseId}`)
    await page.click('a[href$="/bookings/video/check"]')
    await page.click('[data-begin]')
    await page.waitForSelector('[data-all=good]', { state: 'visible' })
    expect(await accessibilityFaults(page)).toEqual([])
    await page.click(`a[href="/calls/${booking}"]`)
  }, 60_000)

  test('each sees that the other is there, and the applicant waits until they are let in', async () => {
    await applicant.page.click('[data-do=enter]')
    await until(applicant.page, 'alone')
    await officer.page.goto('/calls')
    expect(await officer.page.locator('#today-calls .tag').textContent()).toBe('Waiting')
    await officer.page.click(`a[href="/calls/${booking}"]`)
    await officer.page.click('[data-do=enter]')
    await until(officer.page, 'seen')
    await until(applicant.page, 'seen')
    expect(await accessibilityFaults(applicant.page)).toEqual([])
    await officer.page.click('[data-do=let-in]')
    await Promise.all([until(officer.page, 'talking'), until(applicant.page, 'talking')])
    expect(await Promise.all([seesTheOther(officer.page), seesTheOther(applicant.page)])).toEqual([true, true])
    expect(await accessibilityFaults(officer.page)).toEqual([])
  }, 120_000)

  test('the checklist fills, a still image is kept, and both outlive the officer’s browser', async () => {
    const { page } = officer
    await page.check('#f-passport-1')
    await page.waitForSelector('#kept p')
    await page.click('[data-still=passport]')
    await page.waitForSelector('#stills-passport img')
    await page.close()
    officer = { ...officer, page: await officer.context.newPage() }
    await until(applicant.page, 'gone')
    await officer.page.goto(`/calls/${booking}`)
    expect(await officer.page.isChecked('#f-passport-1')).toBe(true)
    expect(await officer.page.locator('#stills-passport img').count()).toBe(1)
    await officer.page.click('[data-do=enter]')
    await Promise.all([until(officer.page, 'talking'), until(applicant.page, 'talking')])
  }, 120_000)

  test('the connection is cut: both see it, and it comes back by itself, without waiting again', async () => {
    // No network any more, and with it no path between the two.
    await applicant.context.setOffline(true)
    await applicant.page.evaluate('for (const each of connections) each.close()')
    await until(applicant.page, 'offline')
    await officer.page.waitForFunction('document.querySelector("[data-call]").dataset.state !== "talking"', undefined, {
      timeout: 60_000,
    })
    await applicant.context.setOffline(false)
    await Promise.all([until(officer.page, 'talking'), until(applicant.page, 'talking')])
    expect(await Promise.all([seesTheOther(officer.page), seesTheOther(applicant.page)])).toEqual([true, true])
  }, 180_000)

  test('recording is asked for in the call, agreed to, and only then a piece of it is kept', async () => {
    await officer.page.click('[data-wish=ask]')
    await applicant.page.click('[data-wish=agree]')
    await applicant.page.waitForSelector('#recording .live')
    await officer.page.waitForSelector('#recording .live')
    await applicant.page.click('[data-wish=withdraw]')
    await officer.page.waitForSelector('[data-wish=ask]')
  }, 60_000)

  test('all match is refused while something was not shown; signed, the applicant sees what was signed', async () => {
    await world.moveTo('2026-03-04T10:00:00+08:00')
    const { page } = officer
    await page.check('[name=outcome][value=all-match]')
    await page.click('#checklist [value=sign]')
    await page.waitForSelector('#said [role=alert]')
    for (const each of await page.locator('fieldset.original input[value=matches]').all()) await each.check()
    await page.click('#checklist [value=sign]')
    await page.waitForSelector('#signed .when')
    await applicant.page.waitForSelector('#signed .when')
    expect(await applicant.page.locator('#signed .when').textContent()).toContain('All match')
    expect([await state(page), await state(applicant.page)]).toEqual(['talking', 'talking'])
    expect(await accessibilityFaults(applicant.page)).toEqual([])
    await applicant.page.click('[data-do=leave]')
    await until(applicant.page, 'left')
  }, 120_000)
})
