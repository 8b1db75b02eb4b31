import type { CaseView } from '../commands/case-view.ts'
import { isChosen } from './draft-steps.ts'
import { labelOf } from './field-words.ts'
import { idOf } from './fields.ts'
import type { Speech } from './speech.ts'

type Naming = { readonly speech: Speech; readonly view: Pick<CaseView, 'id' | 'kind'>; readonly page?: string }

/** What a place of a draft is called, and where it is asked: in the form, where it is chosen, where papers are uploaded. */
export const draftNaming =
  ({ speech, view: { id, kind }, page = '' }: Naming) =>
  (path: string) => {
    if (path.startsWith('materials.')) {
      const type = path.slice('materials.'.length)
      const label = speech.word(kind, `materials.${type}.name`)
      return { label, href: `${page === '' ? '' : `/cases/${id}/materials`}#m-${type}` }
    }
    const label = labelOf({ speech, kind }, path)
    return { label, href: isChosen(kind, path) ? `/cases/${id}/choice` : `${page}#${idOf(path)}` }
  }
