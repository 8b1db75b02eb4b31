import type { RequestHandler } from 'express'
import { seeCase } from '../../commands/case-view.ts'
import { mayUpload, uploadMaterial } from '../../commands/upload-material.ts'
import { isProblem, type Problem } from '../../problems.ts'
import { keepFile, materialFile, readUpload, type Uploaded } from '../../routes/uploads.ts'
import { attempt, orOnwards } from '../attempt.ts'
import { signedPage } from '../guard.ts'
import { type Kit, type SignedVisit, safePath, showProblem, visitOf } from '../kit.ts'

const ownFields = ['csrf', 'key']

/** Takes a file that a form brought. The form is read here, since what it carries besides the file tells whether it is ours. */
export const uploadPage =
  (kit: Kit): RequestHandler =>
  async (request, response) => {
    const visit = visitOf(kit, request, response)
    const { caller } = visit
    if (caller === undefined) return await showProblem(visit, { refused: 'signed-out' })
    const upload = await readUpload(request, { besides: ownFields })
    await (isProblem(upload) ? showRefused({ ...visit, caller }, upload) : keepUpload({ ...visit, caller }, upload))
  }

async function keepUpload(visit: SignedVisit, upload: Uploaded): Promise<void> {
  const { kit, request, caller } = visit
  const { csrf = '', key = '' } = upload.besides
  if (!kit.token.admits(request, csrf)) return await showProblem(visit, { refused: 'form-expired' })
  const seen = await seeCase(kit.parts, caller, String(request.params['id']))
  if (seen === undefined) return await showProblem(visit, { refused: 'not-found' })
  if (!mayUpload(caller, seen)) return await showProblem(visit, { refused: 'not-yours' })
  const input = await keepFile(kit.parts, seen, upload)
  const outcome = await attempt({ ...visit, sent: { key } }, uploadMaterial, input)
  const refused = orOnwards(visit, outcome, { path: backOf(visit), told: 'uploaded' })
  if (refused !== undefined) await showRefused(visit, refused)
}

const backOf = ({ request }: SignedVisit): string => {
  const { back } = request.query
  return safePath(typeof back === 'string' ? back : `/cases/${String(request.params['id'])}`)
}

/** What is wrong with the file is told on a page of its own, with the way back to where it was chosen. */
async function showRefused(visit: SignedVisit, problem: Problem): Promise<void> {
  const code = problem.errors?.[0]?.code ?? problem.refused
  await showProblem(visit, { ...problem, refused: code }, { back: backOf(visit) })
}

/** A material, to be looked at in the page. */
export const materialPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'read-cases', async (visit) => {
    const { request, response, caller } = visit
    const { id, material } = request.params
    const file = await materialFile(kit.parts, caller, { id: String(id), material: String(material) })
    if (file === undefined) return await showProblem(visit, { refused: 'not-found' })
    // A browser's own viewer of PDFs does not run under a policy that forbids plugins.
    if (file.mime === 'application/pdf') response.removeHeader('Content-Security-Policy')
    response
      .status(200)
      .set({ 'Content-Type': file.mime, 'Content-Disposition': 'inline', 'Cache-Control': 'no-store' })
      .send(Buffer.from(file.bytes))
  })
