import type { Paper } from '../../templates/paper.ts'
import { closingHeight, drawClosing } from './paper-closing.ts'
import { drawVerification, verificationHeight } from './paper-verification.ts'
import { keep, type Sheet } from './sheet.ts'

/** The centre's name, date and stamp; then how to check the paper, and which language governs. Never on two pages. */
export function drawFoot(at: Sheet, paper: Paper): void {
  keep(at, footHeight(at, paper))
  at.y += above
  drawClosing(at, paper)
  at.y += between
  drawVerification(at, paper)
}

const above = 6
const between = 14

export const footHeight = (at: Sheet, paper: Paper): number =>
  above + closingHeight(at, paper) + between + verificationHeight(at, paper)
