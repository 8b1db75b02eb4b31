import { hashPassword } from 'better-auth/crypto'
import { everybodysTime } from '../../api/time-machine/time-machine.ts'
import { calendarOf } from '../../domain/time/calendar.ts'
import { seedAccounts } from '../../prisma/accounts.ts'
import { tablesInForce } from '../../prisma/calendar-tables.ts'
import { createOfficeTime } from '../../prisma/office-time.ts'
import { beside } from '../../prisma/timed.ts'
import { furtherApplicants } from '../centre/demo-accounts.ts'
import { openDoor, signInAs } from '../scenario/door.ts'
import { type DemoParts, type DemoSettings, openDemoParts } from './demo-parts.ts'
import { type Lane, openLane } from './lane.ts'
import { leaveAsTheyAre, type Playing, playStory } from './play-story.ts'
import { openProgress, type Progress } from './progress.ts'
import { enterRosters } from './rosters.ts'
import { readStories, type Story } from './story.ts'

/** Stories at a time: the worker and the servers want the other core. */
const lanes = 2
/** Stories between two lines that say how far it is. */
const often = 6

export type Demo = Readonly<{
  settings: DemoSettings
  say: (line: string) => void
  /** Default: all there are. */
  stories?: readonly Story[]
}>

/**
 * Plays the demo's stories, each through the api, worker and outside of a running centre, from five weeks back up to its
 * office time. None is played twice; what an earlier start has begun and not ended stays as it is, brought to today.
 * Answers how many did not go as they say.
 */
export async function playDemo({ settings, say, stories = readStories() }: Demo): Promise<number> {
  const demo = await openDemoParts(settings)
  try {
    const progress = openProgress(settings.config.home)
    const left = stories.filter(({ id }) => progress.before?.stories[id]?.ended !== true)
    if (left.length === 0) return 0
    if (progress.before === undefined && (await demo.prisma.caseFile.count()) > 0) return 0
    return await playAll(demo, { progress, left, say, all: stories.length })
  } finally {
    await demo.close()
  }
}

type Playlist = Readonly<{ progress: Progress; left: readonly Story[]; say: Demo['say']; all: number }>

async function playAll(demo: DemoParts, { progress, left, say, all }: Playlist): Promise<number> {
  const opened = await Promise.all(Array.from({ length: lanes }, (_, number) => openLane(demo, number)))
  const queue = [...left]
  const count = createCount(all - left.length, all, say)
  try {
    const prepared = await prepare(demo, opened, progress)
    const playNext = async (lane: Lane) => {
      for (let story = queue.shift(); story !== undefined; story = queue.shift())
        count.played(story, await playOne(demo, story, { ...prepared(lane), progress }))
    }
    await Promise.all(opened.map(playNext))
    return count.end()
  } finally {
    await Promise.all(opened.map(({ close }) => close()))
  }
}

/** Says now and then how far it is, and what did not go as it says. */
function createCount(before: number, all: number, say: Demo['say']) {
  const began = performance.now()
  const count = { played: before, failed: 0 }
  const tell = (rest = '') => say(`Demo: ${count.played} of ${all} stories played${rest}.`)
  return {
    played: ({ id }: Story, failed: string | undefined) => {
      count.played += 1
      if (failed !== undefined) {
        count.failed += 1
        say(`Demo: ${id} did not go as it says: ${failed}`)
      }
      if (count.played % often === 0 && count.played < all) tell()
    },
    /** How many failed. */
    end: () => {
      tell(`, in ${Math.round((performance.now() - began) / 1000)} s`)
      return count.failed
    },
  }
}

type Prepared = Omit<Playing, 'opened'>

/** Accounts, sessions and rosters; answers what a lane plays with. */
async function prepare(demo: DemoParts, opened: readonly Lane[], progress: Progress) {
  const { prisma, config, password } = demo
  const officeTime = createOfficeTime(prisma)
  const today = { now: await officeTime.now(), calendar: calendarOf(await tablesInForce(prisma)) }
  for (const { time } of opened) time.begin(today.now)
  await makeApplicants(demo)
  const tokens = new Map<string, Promise<string>>()
  const tokenOf = (url: string, account: string) => {
    const known = tokens.get(account) ?? signInAs(url, account, password)
    tokens.set(account, known)
    return known
  }
  const prepared = (lane: Lane): Prepared => ({
    lane,
    today,
    now: () => officeTime.now(),
    sandboxUrl: `http://127.0.0.1:${config.sandboxPort}`,
    secretOf: (system) => Object.entries(config.outside).find(([name]) => name === system)?.[1].secret ?? '',
    people: { as: async (account) => openDoor(lane.url, await tokenOf(lane.url, account)) },
  })
  const [first] = opened
  if (first !== undefined && progress.before?.rosters !== true) await enterRosters(prepared(first).people)
  progress.noteRosters()
  return prepared
}

/** The applicants of the stories, where they are not there yet: a password set anew would sign them out. */
async function makeApplicants({ prisma, password }: DemoParts): Promise<void> {
  const there = await prisma.user.findMany({ where: { email: { in: furtherApplicants.map(({ email }) => email) } } })
  const known = new Set(there.map(({ email }) => email))
  const missing = furtherApplicants.filter(({ email }) => !known.has(email))
  if (missing.length > 0) await seedAccounts(prisma, missing, await hashPassword(password))
}

/** While a story is played nobody moves everybody's time, which would take its cases along. */
async function playOne(
  { prisma }: DemoParts,
  story: Story,
  { progress, ...prepared }: Prepared & { readonly progress: Progress },
): Promise<string | undefined> {
  const { cases } = prepared.lane
  const note = (ended: boolean) => progress.note(story.id, { cases: [...cases.values()], ended })
  const playing = { ...prepared, opened: () => note(false) }
  const begun = progress.before?.stories[story.id]
  return await beside(prisma, everybodysTime, async () => {
    cases.clear()
    note(false)
    const failed = await (begun === undefined ? playStory(story, playing) : leaveAsTheyAre(begun.cases, playing)).catch(
      (failure: unknown) => (failure instanceof Error ? failure.message : String(failure)),
    )
    note(true)
    return failed
  })
}
