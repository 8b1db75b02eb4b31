import type { CaseState } from '../domain/case/case-view.ts'
import { type CaseId, caseId } from '../domain/case/codes.ts'
import { type Draft, dateAt, textAt } from '../domain/case/form.ts'
import { forms } from '../domain/kinds/form.ts'
import { originals } from '../domain/kinds/talent-settlement/materials.ts'
import { areBiometricsFresh } from '../domain/kinds/work-permit/rules.ts'
import type { Matter, PaperState } from '../domain/plan/matter.ts'
import { presenceOf } from '../domain/plan/presence.ts'
import { type LocalDate, localDateOf, parseInstant } from '../domain/time/local-date.ts'
import type { Prisma } from './client.ts'
import { fromColumn } from './json-column.ts'
import { Forgotten, type Vault } from './vault.ts'

type Reading = { readonly prisma: Prisma; readonly vault: Pick<Vault, 'form'> }

/** The cases of a plan as it knows them: read where the forms are, told in codes and dates. */
export async function readMatters(parts: Reading, cases: readonly CaseId[], on: LocalDate): Promise<readonly Matter[]> {
  const [files, views, materials] = await Promise.all([
    parts.prisma.caseFile.findMany({ where: { id: { in: [...cases] } } }),
    parts.prisma.caseView.findMany({ where: { caseId: { in: [...cases] } }, select: { caseId: true, view: true } }),
    parts.prisma.material.findMany({
      where: { caseId: { in: [...cases] }, state: { in: ['offered', 'counted'] } },
      select: { caseId: true, type: true },
      distinct: ['caseId', 'type'],
    }),
  ])
  const matters = cases.map(async (id) => {
    const file = files.find((each) => each.id === id)
    const view = views.find((each) => each.caseId === id)
    if (file === undefined || view === undefined) return []
    const given = materials.filter((each) => each.caseId === id).map(({ type }) => type)
    const state = fromColumn<CaseState>(view.view)
    return [matterOf({ file, state, form: await formOf(parts, id), given, on })]
  })
  return (await Promise.all(matters)).flat()
}

/** Nothing is left of a person who was forgotten. */
async function formOf({ vault }: Reading, id: CaseId): Promise<Draft> {
  try {
    return (await vault.form(id))?.form ?? {}
  } catch (failure) {
    if (failure instanceof Forgotten) return {}
    throw failure
  }
}

type Known = {
  readonly file: { readonly id: string; readonly number: string; readonly kind: string; readonly track: string } & {
    readonly channel: string
  }
  readonly state: CaseState
  readonly form: Draft
  readonly given: readonly string[]
  readonly on: LocalDate
}

const dayOf = (text: string | null): LocalDate | null => {
  const instant = text === null ? undefined : parseInstant(text)
  return instant === undefined ? null : localDateOf(instant)
}

function matterOf(known: Known): Matter {
  const { file, state, form, on } = known
  const { kind, track, number } = file
  const { status, outcome, clocks } = state
  const isDraft = status === 'draft'
  const { collection, biometricsOnFile } = state.facts
  const collected = isDraft ? textAt(form, 'collection') : collection
  const onFile = track !== 'new' && areBiometricsFresh(dateAt(form, 'prior.biometricsOn'), on)
  return {
    ...{ case: caseId(file.id), number, kind, track, status, outcome },
    openedOn: dayOf(state.openedAt) ?? on,
    receivedOn: dayOf(state.receivedAt),
    closedOn: dayOf(state.closedAt),
    presence: presenceOf({
      ...{ kind, track, state },
      collection: typeof collected === 'string' ? collected : '',
      biometricsOnFile: isDraft ? onFile : biometricsOnFile === true,
    }),
    clocks: clocks.map(({ code, state: stands, startedOn, dueOn, provisional }) => ({
      ...{ code, startedOn, dueOn, provisional },
      state: stands,
    })),
    papers: papersOf(known),
  }
}

/** What the case's form makes it ask for, and how far each paper is. */
function papersOf({ file, state, form, given }: Known): Matter['papers'] {
  const asked = forms[file.kind]?.requiredMaterials(file.track, form, file.channel) ?? []
  const isVerified = state.signatures.some(
    ({ task, outcome }) => (task === 'verify-originals' || task === 'verify-at-counter') && outcome === 'all-match',
  )
  return asked.map((type) => ({ type, state: stateOf(type, given, isVerified) }))
}

function stateOf(type: string, given: readonly string[], isVerified: boolean): PaperState {
  if (!given.includes(type)) return 'missing'
  return isVerified && originals.some((original) => original === type) ? 'seen' : 'given'
}
