import { beforeAll, expect, test } from '@jest/globals'
import { createDrawing } from '../../../activities/documents/draw.ts'
import { createFonts } from '../../../activities/documents/fonts.ts'
import { createSeal, makeSealingIdentity, type Seal } from '../../../activities/documents/seal.ts'
import { checkSeal } from './check-seal.ts'
import { samplePaper } from './sample-papers.ts'

let pdf: Buffer
let seal: Seal
let identity: Awaited<ReturnType<typeof makeSealingIdentity>>

beforeAll(async () => {
  pdf = await createDrawing(createFonts())(samplePaper('common', 'refusal-notice', 'en'))
  identity = await makeSealingIdentity()
  seal = createSeal(identity.p12, identity.passphrase)
})

test('a seal covers the whole file and is bound to its certificate', async () => {
  expect(await checkSeal(await seal(pdf))).toEqual({ genuine: true, bound: true, whole: true })
})

test.each([0.001, 0.05, 0.5, 0.999])('one bit changed at %d of the file breaks the seal', async (share) => {
  const changed = Buffer.from(await seal(pdf))
  const place = Math.floor(changed.length * share)
  changed[place] = (changed[place] ?? 0) ^ 1
  expect((await checkSeal(changed)).genuine).toBe(false)
})

test('text put behind the sealed file is outside the seal, and seen', async () => {
  const longer = Buffer.concat([await seal(pdf), Buffer.from('\n% later')])
  expect((await checkSeal(longer)).whole).toBe(false)
})

test('a paper without its field for the seal is not sealed', async () => {
  await expect(seal(Buffer.from('%PDF-1.7\n%%EOF'))).rejects.toThrow()
})

test('an archive is opened with its own passphrase only', () => {
  expect(() => createSeal(identity.p12, 'another')).toThrow()
})
