import { beforeAll, describe, expect, test } from '@jest/globals'
import { createDrawing, type Drawing } from '../../../activities/documents/draw.ts'
import { createFonts } from '../../../activities/documents/fonts.ts'
import { languages } from '../../../domain/case/language.ts'
import { canReadBack, readBack, squeezed } from './read-back.ts'
import { samplePlanPaper } from './sample-plan.ts'

let draw: Drawing

beforeAll(() => {
  draw = createDrawing(createFonts())
})

describe('The plan as a paper', () => {
  const readable = canReadBack ? test : test.skip
  readable.each(languages)('in %s says what waits, why one comes, and what makes the date', async (language) => {
    const paper = await samplePlanPaper(language)
    const text = await readBack(await draw(paper))
    expect(text).toContain(squeezed('2026年3月23日'))
    for (const block of paper.blocks) if (block.kind === 'heading') expect(text).toContain(squeezed(block.text.own))
  })
})
