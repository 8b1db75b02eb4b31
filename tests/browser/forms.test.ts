import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { emailOf } from '../../cli/scenario/door.ts'
import { openWorld, type World } from '../support/world.ts'

/** A browser without scripts, reduced to what forms need: cookies, hidden fields, and the redirect after a POST. */
function openVisitor(url: string) {
  const jar = new Map<string, string>()
  const keep = (response: Response): void => {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
  }
  const headers = () => ({
    accept: 'text/html',
    cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
  })
  const get = async (path: string) => {
    const response = await fetch(`${url}${path}`, { headers: headers(), redirect: 'manual' })
    keep(response)
    return { status: response.status, to: response.headers.get('location') ?? '', text: await response.text() }
  }
  const post = async (path: string, fields: Readonly<Record<string, string>>) => {
    const body = new URLSearchParams(fields)
    const response = await fetch(`${url}${path}`, { method: 'POST', headers: headers(), body, redirect: 'manual' })
    keep(response)
    return { status: response.status, to: response.headers.get('location') ?? '', text: await response.text() }
  }
  return { get, post, forget: (name: string) => jar.delete(name), names: () => [...jar.keys()] }
}

const hiddenIn = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

describe('forms of pages', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ at: '2026-03-10T10:00:00+08:00' })
  }, 120_000)
  afterAll(async () => await world.close())

  async function signedIn(account: string) {
    const visitor = openVisitor(world.centre.url)
    const { text } = await visitor.get('/sign-in')
    const credentials = { email: emailOf(account), password: world.centre.password }
    const { status } = await visitor.post('/sign-in', { csrf: hiddenIn(text, 'csrf'), ...credentials })
    expect(status).toBe(303)
    return visitor
  }

  const openDraft = async (visitor: ReturnType<typeof openVisitor>) => {
    const { text } = await visitor.get('/start/work-permit')
    const sent = { csrf: hiddenIn(text, 'csrf'), key: hiddenIn(text, 'key'), track: 'new' }
    return { sent, answer: await visitor.post('/start/work-permit', sent) }
  }

  test('a form that another site made up is turned away and changes nothing', async () => {
    const visitor = await signedIn('applicant')
    const { status, text } = await visitor.post('/start/work-permit', { track: 'new', csrf: 'made-up' })
    expect(status).toBeGreaterThanOrEqual(400)
    expect(text).toContain('<h1>')
    expect((await visitor.get('/')).text).not.toContain('href="/cases/')
  })

  test('the same form sent twice opens one case', async () => {
    const visitor = await signedIn('applicant')
    const { sent, answer } = await openDraft(visitor)
    expect(answer.status).toBe(303)
    expect((await visitor.post('/start/work-permit', sent)).to).toBe(answer.to)
  })

  test('what was typed as the session ended is sent on after signing in again', async () => {
    const visitor = await signedIn('applicant')
    const { answer } = await openDraft(visitor)
    const form = await visitor.get(answer.to)
    for (const name of visitor.names().filter((each) => each.includes('session'))) visitor.forget(name)
    const typed = { csrf: hiddenIn(form.text, 'csrf'), 'person.familyName': 'Ōe & "Söhne"', go: 'save' }
    const refused = await visitor.post(answer.to, typed)
    expect(refused.status).toBe(401)
    const kept = { kept: hiddenIn(refused.text, 'kept'), keptFor: hiddenIn(refused.text, 'keptFor') }
    const credentials = { email: emailOf('applicant'), password: world.centre.password }
    const resumed = await visitor.post('/sign-in', { csrf: hiddenIn(refused.text, 'csrf'), ...credentials, ...kept })
    expect(resumed.status).toBe(200)
    expect(resumed.text).toContain('Ōe &amp; &quot;Söhne&quot;')
  })

  test('what people typed is shown as text, never as markup', async () => {
    const visitor = await signedIn('applicant')
    const { answer } = await openDraft(visitor)
    const form = await visitor.get(answer.to)
    const typed = {
      csrf: hiddenIn(form.text, 'csrf'),
      key: hiddenIn(form.text, 'key'),
      'employer.name': '<img src=x onerror=alert(1)>',
    }
    expect((await visitor.post(answer.to, { ...typed, go: 'save' })).status).toBe(303)
    const { text } = await visitor.get(answer.to)
    expect(text).toContain('&lt;img src=x')
    expect(text).not.toContain('<img src=x')
  })

  test("another's case, and a desk that is not one's own, are not there", async () => {
    const { to } = (await openDraft(await signedIn('applicant'))).answer
    const other = await signedIn('agent')
    expect((await other.get(to.replace('/form', ''))).status).toBe(404)
    expect((await other.get('/tasks')).status).toBe(403)
    expect((await other.get('/calendars')).status).toBe(403)
  })

  test('whoever is not signed in signs in first and is led back, never to another site', async () => {
    const visitor = openVisitor(world.centre.url)
    const { status, to } = await visitor.get('/cases/whatever')
    expect([status, to]).toEqual([303, '/sign-in?back=%2Fcases%2Fwhatever'])
    const { text } = await visitor.get('/sign-in?back=https://elsewhere.example/')
    expect(text).toContain('name="back" value="/"')
  })

  test('every page stays under 100 KB with its style and script', async () => {
    const visitor = await signedIn('applicant')
    const { answer } = await openDraft(visitor)
    const { text } = await visitor.get(`${answer.to}?check`)
    const assets = [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '')
    const sizes = await Promise.all(assets.map(async (path) => (await visitor.get(path)).text.length))
    expect(assets.length).toBeGreaterThanOrEqual(3)
    expect(text.length + sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(100_000)
  })
})
