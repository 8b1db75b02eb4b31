import type { Activities, Adopt, BesideVault, FreeSlotsQuestion } from '../../activities/contract.ts'
import { askPatiently, askStore } from './ask-store.ts'
import type { Rescues } from './rescues.ts'

const ask = askPatiently<Pick<Activities, 'besideVault' | 'adopt'>>()
const askSlots = askStore<Pick<Activities, 'freeSlots'>>()

type Persistently = Pick<Rescues, 'persistently'>

/** Runs a rule of the kind where the personal data is; one that cannot run waits for people. */
export const besideVault = ({ persistently }: Persistently, request: BesideVault) =>
  persistently('beside', () => ask((of) => of.besideVault(request)))

/** What was proposed and sealed becomes part of the form; what cannot be adopted waits for people. */
export const adopt = ({ persistently }: Persistently, request: Adopt) =>
  persistently('adopt', () => ask((of) => of.adopt(request)))

/** The earliest free slots of a purpose. */
export const freeSlots = (question: FreeSlotsQuestion) => askSlots((of) => of.freeSlots(question))
