import { actionOf, clockOf, commonActions, type Definition } from '../../domain/case/definition.ts'
import { definitions } from '../../domain/kinds/index.ts'
import { actionDoor, formOf, jsonSchemaOf, taskContracts } from './schemas.ts'

const trackView = (definition: Definition, track: string) => ({
  track,
  form: jsonSchemaOf(formOf(definition.kind).schema(track)),
  materials: Object.entries(definition.materials)
    .filter(([, { tracks }]) => tracks.includes(track))
    .map(([type]) => type),
  promise: clockOf(definition, definition.promise).byTrack?.[track] ?? clockOf(definition, definition.promise).rule,
})

const actionView = (definition: Definition, action: string) => ({
  action,
  by: actionOf(definition, action)?.by ?? 'applicant',
  data: jsonSchemaOf(actionDoor(definition.kind, action).schema),
})

/** Everything that is fixed about a kind, as the outside may read it. */
const kindView = (definition: Definition) => ({
  kind: definition.kind,
  letter: definition.letter,
  law: definition.law,
  team: definition.team,
  tracks: definition.tracks.map((track) => trackView(definition, track)),
  stages: definition.stages,
  tasks: taskContracts(definition),
  actions: [...Object.keys(commonActions), ...Object.keys(definition.actions)].map((action) =>
    actionView(definition, action),
  ),
  clocks: Object.entries(definition.clocks).map(([code, { basis, rule, legalBasis, byTrack }]) => ({
    code,
    basis,
    rule,
    legalBasis,
    ...(byTrack === undefined ? {} : { byTrack }),
  })),
  reasons: { ...definition.reasons, correction: Object.keys(definition.reasons.correction) },
  bookings: definition.bookings,
  documents: definition.documents,
  messages: definition.messages,
  flags: definition.flags,
})

/** All kinds, in the order they are offered. */
export const kindViews = () => definitions.map(kindView)
