import type { PersonId } from '../case/codes.ts'
import { type Team, teams } from '../case/definition.ts'
import type { Language } from '../case/language.ts'

/** What a person is to the centre (`domain/README.md`, People). */
export const roles = ['applicant', 'agent', 'officer', 'supervisor', 'auditor', 'administrator', 'kiosk'] as const
export type Role = (typeof roles)[number]

/** Whether a word from outside names a role. */
export const isRole = (word: string): word is Role => roles.some((role) => role === word)

/** Whether a word from outside names a team. */
export const isTeam = (word: string): word is Team => teams.some((team) => team === word)

/** Who asks: an account, and the natural person behind it. Rules compare persons, idempotency compares accounts. */
export type Caller = {
  readonly accountId: string
  readonly personId: PersonId
  readonly role: Role
  /** The teams whose tasks are theirs; all of them for a supervisor. */
  readonly teams: readonly Team[]
  readonly email: string
  readonly language: Language
  /** Machine time at which this session began, in milliseconds: a kiosk sees only what was done in its own. */
  readonly signedInAt: number
}

const filing = ['applicant', 'agent', 'officer', 'supervisor', 'kiosk'] as const
const staff = ['officer', 'supervisor'] as const
const signing = [...staff, 'kiosk'] as const
const everyone = roles

/** Which roles may do what at all; whether in this very case is said by `standingIn` and by the case itself. */
const permissions = {
  'open-case': filing,
  'read-cases': ['applicant', 'agent', 'officer', 'supervisor', 'auditor', 'kiosk'],
  'reach-case': ['applicant'],
  'change-draft': filing,
  'upload-material': filing,
  act: filing,
  'read-tasks': signing,
  'decide-task': signing,
  'hold-task': staff,
  'assign-task': ['supervisor'],
  'extend-clock': ['supervisor'],
  'rescue-step': ['administrator', 'supervisor'],
  'book-slot': filing,
  'read-slots': filing,
  'hold-call': ['applicant', 'agent', 'officer', 'supervisor'],
  'roster-officers': ['supervisor', 'administrator'],
  'run-round': staff,
  'plan-visit': filing,
  'audit-sla': ['supervisor', 'auditor'],
  'propose-calendar': ['administrator'],
  'read-calendars': everyone,
  'confirm-calendar': ['supervisor', 'administrator'],
  'run-batch': ['administrator', 'supervisor'],
  'move-time': ['administrator'],
  'own-account': everyone,
} as const satisfies Record<string, readonly Role[]>

export type Operation = keyof typeof permissions

/** Whether a role may do this at all. */
export const may = (role: Role, operation: Operation): boolean =>
  permissions[operation].some((permitted) => permitted === role)

/** The roles that may do this. */
export const rolesOf = (operation: Operation): readonly Role[] => permissions[operation]

/** Teams that a role works for: a supervisor is over all. */
export const teamsOf = (role: Role, own: readonly Team[]): readonly Team[] => (role === 'supervisor' ? teams : own)

/** What somebody is in a case that they may see. */
export type Standing = 'applicant' | 'agent' | 'filer' | 'staff' | 'auditor'

/** What a case says about who has to do with it. */
export type CasePeople = {
  readonly applicantPersonId: string | null
  readonly agentPersonId: string | null
  readonly openedById: string
}

/** Whether somebody is the applicant of a case, or its agent: they never sign anything in it. */
export const isParty = (
  { personId }: Pick<Caller, 'personId'>,
  people: Pick<CasePeople, 'applicantPersonId' | 'agentPersonId'>,
): boolean => people.applicantPersonId === personId || people.agentPersonId === personId

/** What the caller is in a case that they may see: the applicant's side before the centre's, since a party never judges. */
export function standingIn(caller: Caller, people: CasePeople): Standing {
  if (people.applicantPersonId === caller.personId) return 'applicant'
  if (people.agentPersonId === caller.personId) return 'agent'
  if (caller.role === 'auditor') return 'auditor'
  if (caller.role === 'kiosk') return 'filer'
  return 'staff'
}

/**
 * Who may do what the applicant can do: the applicant, the agent, whoever files for the person at counter or kiosk.
 * `openedHere` is whether the caller opened the case.
 */
export const actsForApplicant = (standing: Standing, openedHere: boolean): boolean =>
  standing === 'applicant' || standing === 'agent' || openedHere

/** Whether a team's task may be signed by this role: the team's officers, its supervisors, and who else the task names. */
export function maySign(
  caller: Pick<Caller, 'role' | 'teams'>,
  task: { readonly team: string; readonly also: readonly Role[] },
): boolean {
  if (task.also.includes(caller.role)) return true
  return (caller.role === 'officer' || caller.role === 'supervisor') && caller.teams.some((team) => team === task.team)
}

/** Personal data is for the parties and the staff of the case, never for auditors. */
export const mayReadPerson = (standing: Standing): boolean => standing !== 'auditor'
