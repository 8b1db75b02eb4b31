import type { Page } from 'playwright-core'
import { smallFile } from '../../../cli/scenario/uploads.ts'

/** Signs a demo account in by the page. */
export async function signIn(page: Page, { email, password }: { readonly email: string; readonly password: string }) {
  await page.goto('/sign-in')
  await page.fill('[name=email]', email)
  await page.fill('[name=password]', password)
  await page.click('main form button')
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

type Leaf = readonly [path: string, value: string | readonly string[]]

/** A form as questions and answers by dotted path, as people give them. */
function answersOf(form: object, prefix = ''): readonly Leaf[] {
  return Object.entries(form).flatMap(([name, value]: [string, unknown]): readonly Leaf[] => {
    const path = `${prefix}${name}`
    if (Array.isArray(value)) return [[path, value.map(String)]]
    if (typeof value === 'object' && value !== null) return answersOf(value, `${path}.`)
    return [[path, String(value)]]
  })
}

/** Answers one question in whatever way the page asks it. */
async function answer(page: Page, [path, value]: Leaf): Promise<void> {
  const field = page.locator(`[name="${path}"]`)
  const first = field.first()
  const tag = await first.evaluate((element) => `${element.tagName} ${element.getAttribute('type') ?? ''}`)
  if (tag.includes('radio') || tag.includes('checkbox'))
    for (const each of [value].flat()) await page.locator(`[name="${path}"][value="${each}"]`).check()
  else if (tag.startsWith('SELECT')) await first.selectOption(String(value))
  else await first.fill([value].flat().join('\n'))
}

/** Fills a form in, question by question. */
export async function fillIn(page: Page, form: object): Promise<void> {
  for (const leaf of answersOf(form)) await answer(page, leaf)
}

/** Uploads what the page says is still missing, one paper after the other. */
export async function uploadMissing(page: Page): Promise<number> {
  for (let uploaded = 0; ; uploaded += 1) {
    const card = page.locator('section.card:has(.tag.warn)').first()
    if ((await card.count()) === 0) return uploaded
    const type = (await card.getAttribute('id'))?.slice(2) ?? ''
    const file = smallFile(type)
    await card.locator('input[type=file]').setInputFiles({
      name: file.name,
      mimeType: file.type,
      buffer: Buffer.from(await file.arrayBuffer()),
    })
    await card.locator('button').click()
    await page.waitForLoadState()
  }
}
