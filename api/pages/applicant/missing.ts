import type { RequestHandler } from 'express'
import type { Fault } from '../../../domain/case/form.ts'
import { formFaults, materialFaults } from '../../commands/check-form.ts'
import { formOf } from '../../commands/schemas.ts'
import { type FaultLine, faultLines } from '../attempt.ts'
import { type CaseReading, readCase } from '../case-reading.ts'
import { draftNaming } from '../draft-naming.ts'
import { isChosen } from '../draft-steps.ts'
import { faultsByQuestion } from '../fields.ts'
import { signedPage } from '../guard.ts'
import { drawnSchema } from '../json-schema.ts'
import { goTo, type Kit, type SignedVisit, show } from '../kit.ts'

/** Everything that a draft still lacks, as its submission would say it. */
async function faultsOfDraft({ kit }: SignedVisit, { view }: CaseReading): Promise<readonly Fault[]> {
  const { kind, track, channel, form, materials = [] } = view
  const filing = { kind, track, channel, form: form ?? {}, receivedAt: await kit.parts.officeTime.now() }
  const brought = materials.map(({ type }) => type)
  const schema = drawnSchema(formOf(kind).schema(track))
  return [...faultsByQuestion(schema, formFaults(filing)), ...materialFaults(filing, brought)]
}

const pathOf = (pointer: string): string =>
  pointer
    .replace(/^\/form\//, '')
    .replace(/^\//, '')
    .replaceAll('/', '.')

type Part = { readonly title: string; readonly href: string; readonly lines: readonly FaultLine[] }

/** What is missing, sorted by the page on which it is mended. */
function partsOf({ speech }: SignedVisit, { view }: CaseReading, faults: readonly Fault[]): readonly Part[] {
  const base = `/cases/${view.id}`
  const labelOf = draftNaming({ speech, view, page: `${base}/form` })
  const isPaper = ({ pointer }: Fault) => pointer.startsWith('/materials/')
  const isChoice = ({ pointer }: Fault) => isChosen(view.kind, pathOf(pointer))
  const part = (title: string, step: string, own: readonly Fault[]): Part => ({
    title,
    href: `${base}/${step}`,
    lines: faultLines(own, { speech, labelOf }),
  })
  return [
    part(
      speech.p('step.form'),
      'form',
      faults.filter((fault) => !isPaper(fault) && !isChoice(fault)),
    ),
    part(
      speech.t(`homes:choice.step-${view.track === 'immediate' ? 'immediate' : 'round'}`),
      'choice',
      faults.filter(isChoice),
    ),
    part(speech.p('step.materials'), 'materials', faults.filter(isPaper)),
  ].filter(({ lines }) => lines.length > 0)
}

/** One page that lists all that is missing of a draft, each line a link to where it is mended. */
export const missingPage = (kit: Kit): RequestHandler =>
  signedPage(kit, 'change-draft', async (visit) => {
    const reading = await readCase(visit, String(visit.request.params['id']))
    if (reading === undefined) return
    const { speech } = visit
    const base = `/cases/${reading.view.id}`
    if (reading.view.status !== 'draft') return goTo(visit, base)
    const parts = partsOf(visit, reading, await faultsOfDraft(visit, reading))
    const count = parts.reduce((sum, { lines }) => sum + lines.length, 0)
    await show(visit, {
      template: 'missing',
      title: speech.t('mine:missing.title'),
      data: {
        kindName: speech.word(reading.view.kind, 'name'),
        parts,
        lead: count === 0 ? speech.t('mine:missing.none') : speech.t('mine:missing.count', { count }),
        review: `${base}/review`,
        trail: [{ href: base, text: reading.view.number }],
      },
    })
  })
