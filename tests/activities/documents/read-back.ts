import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Whether poppler's pdftotext is installed: without it no test here can know what a reader would copy out of a file. */
export const canReadBack = spawnSync('pdftotext', ['-v']).error === undefined

/** The text of a PDF as a reader copies it out, all white space removed: lines break where the page needs it. */
export async function readBack(pdf: Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'paper-'))
  const file = join(folder, 'paper.pdf')
  await writeFile(file, pdf)
  const { stdout } = await promisify(execFile)('pdftotext', ['-raw', file, '-'], { maxBuffer: 10_000_000 })
  await rm(folder, { recursive: true })
  return squeezed(stdout)
}

export const squeezed = (text: string): string => text.normalize('NFC').replace(/\s/gu, '')
