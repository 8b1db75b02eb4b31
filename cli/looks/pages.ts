import type { Tableau } from './tableau.ts'

/** Pages by the account that looks at them; nobody's under the empty name. */
export type Pages = Readonly<Record<string, Readonly<Record<string, string>>>>

export type OpenTasks = Readonly<Record<'check' | 'approve', string>>

const applicantPages = (cases: Tableau) => ({
  home: '/',
  start: '/start',
  track: '/start/work-permit',
  form: `/cases/${cases.draft}/form`,
  'form-faults': `/cases/${cases.draft}/form?check`,
  materials: `/cases/${cases.draft}/materials`,
  review: `/cases/${cases.filled}/review`,
  'case-received': `/cases/${cases.check}`,
  'case-correction': `/cases/${cases.correction}`,
  corrections: `/cases/${cases.correction}/actions/supply-corrections`,
  'case-accepted': `/cases/${cases.approval}`,
  clocks: `/cases/${cases.approval}/clocks`,
  'case-visit': `/cases/${cases.biometrics}`,
  slots: `/cases/${cases.biometrics}/bookings/biometrics`,
  withdraw: `/cases/${cases.check}/actions/withdraw`,
  account: '/account',
})

/** Every page worth looking at, each with the case that fills it. */
export const pagesOf = (cases: Tableau, tasks: OpenTasks): Pages => ({
  '': {
    welcome: '/',
    'sign-in': '/sign-in',
    register: '/register',
    recover: '/recover',
    verify: '/verify',
    'verify-unknown': '/verify/0000-0000-0000-0000',
    design: '/design',
    'not-found': '/nothing-here',
  },
  applicant: applicantPages(cases),
  'officer.b': {
    inbox: '/tasks',
    cases: '/cases',
    'task-check': `/tasks/${tasks.check}`,
    'task-approve': `/tasks/${tasks.approve}`,
    'case-for-staff': `/cases/${cases.approval}`,
  },
  'officer.a': { 'task-four-eyes': `/tasks/${tasks.approve}` },
  supervisor: {
    stuck: '/stuck',
    rescue: `/stuck/${cases.stuck}`,
    team: '/team',
    extend: `/cases/${cases.approval}/clocks/work-permit-decision/extend`,
  },
  admin: { calendars: '/calendars' },
})
