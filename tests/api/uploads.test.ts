import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { formNamed } from '../../cli/scenario/forms.ts'
import { smallFile } from '../../cli/scenario/uploads.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let caseId: string
beforeAll(async () => {
  world = await openWorld()
  const opened = await (await world.as('applicant')).send('POST', '/api/v1/cases', formNamed('work-permit.new'))
  caseId = z.looseObject({ id: z.string() }).parse(opened.body).id
}, 120_000)
afterAll(() => world.close(), 60_000)

const problem = z.looseObject({ type: z.string() })
const material = z.looseObject({ id: z.string(), name: z.string(), mime: z.string() })

async function upload(type: string, file: File | undefined, account = 'applicant') {
  const form = new FormData()
  form.set('type', type)
  if (file !== undefined) form.set('file', file)
  const { status, body } = await (await world.as(account)).send('POST', `/api/v1/cases/${caseId}/materials`, form)
  const code = status < 300 ? undefined : problem.parse(body).type.split('/').at(-1)
  return { status, code, body }
}

describe('An upload', () => {
  test('is read again as it was, by those who may', async () => {
    const file = smallFile('passport')
    const { status, body } = await upload('passport', file)
    expect(status).toBe(201)
    const { id } = material.parse(body)
    const session = await world.anyone.send('POST', '/api/v1/sessions', {
      email: 'applicant@onevisit.example',
      password: world.centre.password,
    })
    const { token } = z.looseObject({ token: z.string() }).parse(session.body)
    const response = await fetch(`${world.centre.url}/api/v1/cases/${caseId}/materials/${id}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(response.headers.get('content-type')).toBe('application/pdf')
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array(await file.arrayBuffer()))
    expect((await (await world.as('auditor')).get(`/api/v1/cases/${caseId}/materials/${id}`)).status).toBe(404)
  })

  test('of somebody who may only read the case is refused before its bytes are looked at', async () => {
    const refused = await upload('passport', new File(['nothing that a paper is'], 'x.pdf'), 'auditor')
    expect([refused.status, refused.code]).toEqual([403, 'not-yours'])
  })

  test.each([
    [
      'a page that calls itself a PDF',
      'x.pdf',
      'application/pdf',
      '<html><script>alert(1)</script></html>',
      422,
      'file-not-what-it-says',
    ],
    [
      'a picture that calls itself a PDF',
      'x.pdf',
      'application/pdf',
      '\u00ff\u00d8\u00ff\u00e0',
      422,
      'file-not-what-it-says',
    ],
    ['a program', 'x.exe', 'application/octet-stream', 'MZ\u0090\u0000', 415, 'unsupported-media-type'],
    ['nothing', 'x.pdf', 'application/pdf', '', 422, 'file-empty'],
  ])('of %s is turned away', async (_, name, type, content, status, code) => {
    const file = new File([Buffer.from(content, 'latin1')], name, { type })
    const answer = await upload('passport', file)
    expect([answer.status, answer.code]).toEqual([status, code])
  })

  test('keeps a name from outside as a name and nothing else', async () => {
    const bytes = new Uint8Array(await smallFile('passport').arrayBuffer())
    const hostile = new File([bytes], '../../etc/\u202epass\u0007wd\u0000.pdf', { type: 'application/pdf' })
    const { status, body } = await upload('passport', hostile)
    expect(status).toBe(201)
    expect(material.parse(body).name).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u)
  })

  test('of a type that the track does not ask for, or without a file, is refused', async () => {
    expect((await upload('tax-record', smallFile('tax-record'))).code).toBe('material-unknown')
    expect((await upload('__proto__', smallFile('passport'))).code).toBe('material-unknown')
    expect((await upload('passport', undefined)).code).toBe('field-missing')
  })

  test('of more than 20 MB is too large', async () => {
    const big = new File([new Uint8Array(21 * 1024 * 1024)], 'x.pdf', { type: 'application/pdf' })
    expect((await upload('passport', big)).status).toBe(413)
  })

  test("into somebody else's case finds no case", async () => {
    expect((await upload('passport', smallFile('passport'), 'agent')).status).toBe(404)
  })
})
