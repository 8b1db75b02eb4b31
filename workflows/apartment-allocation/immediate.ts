import { code } from '../../domain/case/codes.ts'
import { type Closing, closedAs } from '../../domain/case/outcome.ts'
import { firstOf } from '../kit/first-of.ts'
import { type Application, type Dwelling, offerChosen, shown } from './apartments.ts'
import { untilMovedIn } from './contract.ts'

/** Chosen outside any round: offered if it is still theirs, or nobody else's. */
export async function chosen(application: Application): Promise<Closing | undefined> {
  const dwelling = dwellingOf(application)
  if (!(await offerChosen(application, dwelling))) {
    await application.undo()
    return await application.lapse()
  }
  application.stage('offer', 'applicant')
  const clock = application.clock('offer')
  await application.issueRevocably('offer-letter', {
    tell: 'offered',
    data: { ...shown(dwelling), clock: code('offer') },
  })
  application.bookable('viewing', true)
  const answer = await firstOf({
    accept: () => application.action('accept-offer', { within: clock }),
    decline: () => application.action('decline-offer', { within: clock }),
  })
  application.bookable('viewing', false)
  if (answer.got === undefined) {
    await application.undo()
    return await application.lapse()
  }
  clock.met(answer.got.at)
  if (answer.way === 'accept') return await untilMovedIn(application, { dwelling, at: answer.got.at })
  await application.undo()
  return closedAs('lapsed')
}

/** @throws Error where none was chosen: a defect. */
function dwellingOf({ facts: { apartment, rentFen } }: Application): Dwelling {
  if (apartment === undefined || rentFen === undefined) throw new Error('no apartment was chosen')
  return { lot: null, apartment, rentFen }
}
