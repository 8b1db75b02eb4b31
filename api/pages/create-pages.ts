import express, { type ErrorRequestHandler, type RequestHandler, Router } from 'express'
import type { ApiParts } from '../api-parts.ts'
import { refuseHostile } from '../routes/hostile.ts'
import { calendarsPage, changesPage, confirmPage, proposePage } from './administrator/calendars.ts'
import { connectionsPage } from './administrator/connections.ts'
import { doRunBatch, workPage } from './administrator/work.ts'
import { actionPage, doAction } from './applicant/act.ts'
import { bookPage, cancelBookingPage, slotsPage } from './applicant/bookings.ts'
import { casePage, clocksPage } from './applicant/case-page.ts'
import { formPage, materialsPage, reviewPage, saveForm, submitDraftPage } from './applicant/draft.ts'
import { homePage } from './applicant/home.ts'
import { missingPage } from './applicant/missing.ts'
import { doPlanAct, planChangePage, registerStay } from './applicant/plan-acts.ts'
import { askPage, choosePage, makePlanPage } from './applicant/plan-new.ts'
import { planPage } from './applicant/plan-page.ts'
import { beginDraft, startPage, tracksPage } from './applicant/start.ts'
import { materialPage, uploadPage } from './applicant/upload.ts'
import { assetRoutes } from './assets.ts'
import { actOnRoundPage } from './homes/act-on-round-page.ts'
import { apartmentsPage } from './homes/apartments-page.ts'
import { choicePage } from './homes/choice-page.ts'
import { choose } from './homes/choose.ts'
import { pictureRoutes } from './homes/picture-routes.ts'
import { planRound, planRoundPage } from './homes/plan-round-page.ts'
import { roundPage } from './homes/round-page.ts'
import { ownStandingPage, publicStandingPage } from './homes/standing-page.ts'
import { createKit, type Kit } from './kit.ts'
import { doExtend, extendPage } from './manager/extend.ts'
import { forecastPage } from './manager/forecast.ts'
import { slaPage } from './manager/sla.ts'
import { slaClockPage } from './manager/sla-clock.ts'
import { slaClocksPage } from './manager/sla-clocks.ts'
import { doRescue, rescuePage, stuckPage } from './manager/stuck.ts'
import { endPage, enterPage, teamPage } from './manager/team.ts'
import { watchPage } from './manager/watch.ts'
import { accountFormPage, accountPage, saveAccount, sendAccountForm } from './public/account.ts'
import { designPage } from './public/design.ts'
import { failurePage, notFoundPage } from './public/errors.ts'
import { guidePage } from './public/guide.ts'
import { problemPage, problemsPage } from './public/problems.ts'
import { chooseLanguage, signInPage, signInWith, signOutPage } from './public/sign-in.ts'
import { verifyForm, verifyHolderPage, verifyPage } from './public/verify.ts'
import { bulkPage } from './staff/bulk.ts'
import { casesPage } from './staff/cases.ts'
import { claimNext, inboxPage } from './staff/inbox.ts'
import { assignPage, claimPage, decidePage, releasePage, taskPage } from './staff/task-acts.ts'
import { checkPage } from './video/check.ts'
import { videoDesk } from './video/desk.ts'
import { roomPage, steerPage } from './video/room.ts'

/** The pages before the JSON api's own answers, and what is said where nothing is or something broke. */
export type Pages = {
  readonly routes: Router
  readonly notFound: RequestHandler
  readonly failure: ErrorRequestHandler
}

/** All pages: the same commands and reads as the JSON api, for people. */
export function createPages(parts: ApiParts): Pages {
  const kit = createKit(parts)
  const routes = Router()
  routes.use(notOfTheApi, assetRoutes(), pictureRoutes())
  routes.use(express.urlencoded({ limit: '1mb', extended: false, parameterLimit: 2000 }), refuseHostile)
  for (const add of [
    publicRoutes,
    homeRoutes,
    applicantRoutes,
    draftRoutes,
    planRoutes,
    staffRoutes,
    videoRoutes,
    managerRoutes,
    auditRoutes,
  ])
    add(routes, kit)
  return { routes, notFound: notFoundPage(kit), failure: failurePage(kit) }
}

/** Forms of pages are read for pages only: the JSON api takes JSON. */
const notOfTheApi: RequestHandler = (request, _response, next) =>
  request.path.startsWith('/api/') ? next('router') : next()

function publicRoutes(routes: Router, kit: Kit): void {
  routes.get('/', homePage(kit))
  routes.route('/sign-in').get(signInPage(kit)).post(signInWith(kit))
  routes.post('/sign-out', signOutPage(kit))
  for (const name of ['register', 'recover'] as const)
    routes.route(`/${name}`).get(accountFormPage(kit, name)).post(sendAccountForm(kit, name))
  routes.post('/language', chooseLanguage(kit))
  routes.route('/account').get(accountPage(kit)).post(saveAccount(kit))
  routes.get('/verify', verifyForm(kit))
  routes.route('/verify/:code').get(verifyPage(kit)).post(verifyHolderPage(kit))
  routes.get('/guide', guidePage(kit))
  routes.get('/problems', problemsPage(kit))
  routes.get('/problems/:code', problemPage(kit))
  routes.get('/design', designPage(kit))
}

// Rounds have pages of their own because a draw is many people's at once, and anyone may look at it.
function homeRoutes(routes: Router, kit: Kit): void {
  routes.get('/apartments', apartmentsPage(kit))
  routes.route('/rounds/plan').get(planRoundPage(kit)).post(planRound(kit))
  routes.get('/rounds/:code', roundPage(kit))
  routes.get('/rounds/:code/standing', publicStandingPage(kit))
  routes.post('/rounds/:code/acts/:act', actOnRoundPage(kit))
  routes.route('/cases/:id/choice').get(choicePage(kit)).post(choose(kit))
  routes.get('/cases/:id/standing', ownStandingPage(kit))
}

function applicantRoutes(routes: Router, kit: Kit): void {
  routes.get('/start', startPage(kit))
  routes.route('/start/:kind').get(tracksPage(kit)).post(beginDraft(kit))
  routes.get('/cases/:id', casePage(kit))
  routes.get('/cases/:id/clocks', clocksPage(kit))
  routes.route('/cases/:id/actions/:action').get(actionPage(kit)).post(doAction(kit))
  routes.route('/cases/:id/bookings/:purpose').get(slotsPage(kit)).post(bookPage(kit))
  routes.post('/cases/:id/bookings/:booking/cancel', cancelBookingPage(kit))
}

function draftRoutes(routes: Router, kit: Kit): void {
  routes.route('/cases/:id/form').get(formPage(kit)).post(saveForm(kit))
  routes.route('/cases/:id/materials').get(materialsPage(kit)).post(uploadPage(kit))
  routes.get('/cases/:id/materials/:material', materialPage(kit))
  routes.get('/cases/:id/missing', missingPage(kit))
  routes.route('/cases/:id/review').get(reviewPage(kit)).post(submitDraftPage(kit))
}

function planRoutes(routes: Router, kit: Kit): void {
  routes.post('/plans', makePlanPage(kit))
  routes.route('/plans/new').get(askPage(kit)).post(choosePage(kit))
  routes.get('/plans/:id', planPage(kit))
  routes.get('/plans/:id/change', planChangePage(kit, 'change'))
  routes.post('/plans/:id/add', doPlanAct(kit, 'add-matter'))
  routes.post('/plans/:id/drop', doPlanAct(kit, 'drop-matter'))
  routes.route('/plans/:id/withdraw').get(planChangePage(kit, 'withdraw')).post(doPlanAct(kit, 'withdraw'))
  routes.post('/cases/:id/registration', registerStay(kit))
}

function staffRoutes(routes: Router, kit: Kit): void {
  routes.route('/cases').get(casesPage(kit)).post(casesPage(kit))
  routes.get('/tasks', inboxPage(kit))
  routes.post('/tasks/next', claimNext(kit))
  routes.post('/tasks/bulk', bulkPage(kit))
  routes.route('/tasks/:id').get(taskPage(kit)).post(decidePage(kit))
  routes.post('/tasks/:id/claim', claimPage(kit))
  routes.post('/tasks/:id/release', releasePage(kit))
  routes.post('/tasks/:id/assign', assignPage(kit))
}

function videoRoutes(routes: Router, kit: Kit): void {
  routes.get('/cases/:id/bookings/video/check', checkPage(kit))
  routes.get('/calls', videoDesk(kit))
  routes.route('/calls/:booking').get(roomPage(kit)).post(steerPage(kit))
}

function managerRoutes(routes: Router, kit: Kit): void {
  routes.get('/stuck', stuckPage(kit))
  routes.get('/stuck/:id', rescuePage(kit))
  routes.post('/stuck/:id/:how', doRescue(kit))
  routes.get('/team', teamPage(kit))
  for (const which of ['absences', 'rosters'] as const) {
    routes.post(`/team/${which}`, enterPage(kit, which))
    routes.post(`/team/${which}/:id/end`, endPage(kit, which))
  }
  routes.route('/cases/:id/clocks/:code/extend').get(extendPage(kit)).post(doExtend(kit))
  routes.get('/calendars', calendarsPage(kit))
  routes.post('/calendars', proposePage(kit))
  routes.get('/calendars/:name/changes', changesPage(kit))
  routes.post('/calendars/:name/confirm', confirmPage(kit))
  routes.get('/work', workPage(kit))
  routes.post('/work/:id/:act', doRunBatch(kit))
}

function auditRoutes(routes: Router, kit: Kit): void {
  routes.get('/connections', connectionsPage(kit))
  routes.get('/watch', watchPage(kit))
  routes.get('/forecast', forecastPage(kit))
  routes.get('/sla', slaPage(kit))
  routes.get('/sla/clocks', slaClocksPage(kit))
  routes.get('/sla/clocks/:id/:code/:run', slaClockPage(kit))
}
