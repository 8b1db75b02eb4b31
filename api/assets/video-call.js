// A call between two browsers: entering, waiting, talking, and coming back after a drop.
import { openMedia } from './video-media.js'
import { look, room, send, side, swap } from './video-room.js'

const lookMillis = 1500
/** How long an interrupted connection may mend itself, and how long a new one may take. */
const mendMillis = 5000
const tryMillis = 8000

const now = { inside: false, rest: 'outside', ready: false, offline: false, talked: false }
/** The room as it was last seen; this browser's own picture, its place, and the connection to the other. */
let seen
let own
let peer
let connection
let triedAt = 0
let brokenAt = 0
let mark

const iceState = () => connection?.peerConnection?.iceConnectionState
const isLive = () => ['connected', 'completed'].includes(iceState())
const isOtherHere = () => seen?.here[side === 'applicant' ? 'officer' : 'applicant'] === true

/** Before the two are connected, or while they are not any more. */
function between() {
  const before = now.talked ? 'interrupted' : 'joining'
  if (!seen.letIn) return isOtherHere() ? 'seen' : 'alone'
  return isOtherHere() ? before : 'gone'
}

function state() {
  if (!now.inside) return now.rest
  if (isLive()) return 'talking'
  if (now.offline) return 'offline'
  const isIn = now.ready && seen !== undefined
  if (isIn) return between()
  return now.talked ? 'interrupted' : 'entering'
}

/** Shows what belongs to the state the call is in. */
function show(as = state()) {
  if (isLive()) now.talked = true
  room.dataset.state = as
  for (const part of room.querySelectorAll('[data-when]')) part.hidden = !part.dataset.when.split(' ').includes(as)
  for (const part of room.querySelectorAll('[data-inside], [data-pictures]')) part.hidden = !now.inside
  for (const part of room.querySelectorAll('[data-needs-call]')) part.hidden = as !== 'talking'
}

function hangUp() {
  const old = connection
  connection = undefined
  old?.close()
}

function rest(as) {
  now.inside = false
  now.rest = as
  now.ready = false
  hangUp()
  peer?.destroy()
  peer = undefined
  for (const track of own?.getTracks() ?? []) track.stop()
  own = undefined
  show()
}

function watch(call) {
  connection = call
  triedAt = Date.now()
  brokenAt = 0
  call.on('stream', (stream) => {
    const picture = room.querySelector('[data-other]')
    if (picture.srcObject === stream) return
    picture.srcObject = stream
    document.dispatchEvent(new CustomEvent('video:stream', { detail: { stream, own } }))
    show()
  })
  call.on('iceStateChanged', () => show())
  for (const end of ['close', 'error'])
    call.on(end, () => {
      if (connection === call) connection = undefined
      show()
    })
}

/** Answers nobody but the one whom the room names as the other. */
async function answer(call) {
  await glance()
  if (call.peer !== seen?.other) return call.close()
  hangUp()
  call.answer(own)
  watch(call)
}

/** Takes a place: anew after every drop, and the other is then found under another name. */
async function takePlace() {
  const { status, body } = await send({})
  if (!now.inside) return
  if (status === 409 || status === 403 || status === 404) return await ended()
  if (body === undefined) return again()
  seen = body
  const old = peer
  const mine = new Peer(body.seat.peer, {
    host: location.hostname,
    port: location.port || (location.protocol === 'https:' ? 443 : 80),
    path: '/peer',
    secure: location.protocol === 'https:',
    token: body.seat.ticket,
    config: { iceServers: body.seat.iceServers },
    debug: 0,
  })
  peer = mine
  if (!isLive()) old?.destroy()
  const isMine = () => peer === mine && now.inside
  mine.on('open', () => {
    if (isMine()) now.ready = true
    show()
  })
  mine.on('call', (call) => isMine() && answer(call))
  mine.on('disconnected', () => isMine() && again())
  mine.on('error', ({ type }) => isMine() && type !== 'peer-unavailable' && again())
  show()
}

let timer
function again() {
  now.ready = false
  show()
  clearTimeout(timer)
  timer = setTimeout(() => now.inside && takePlace(), 1000)
}

async function ended() {
  await swap()
  rest('over')
}

/** Looks at the room; what the page tells of it is fetched anew when it changed. */
async function glance() {
  const { status, body } = await look()
  now.offline = status === 0
  if (status === 409 && now.inside) return await ended()
  if (body === undefined) return
  seen = body
  const { letIn, recording, signed, ahead, open } = body
  const fresh = JSON.stringify([letIn, recording, signed, ahead, open])
  if (mark !== undefined && mark !== fresh) await swap()
  mark = fresh
  document.dispatchEvent(new CustomEvent('video:seen', { detail: body }))
}

/** An interrupted connection is given a moment to mend itself; then it is made anew, by the officer's side. */
function mend() {
  const isBroken = connection !== undefined && !isLive()
  if (!isBroken) brokenAt = 0
  else if (brokenAt === 0) brokenAt = Date.now()
  const patience = iceState() === 'disconnected' ? mendMillis : tryMillis
  if (isBroken && Date.now() - Math.max(brokenAt, triedAt) > patience) hangUp()
}

function call() {
  if (side !== 'officer' || connection !== undefined || !now.ready || !seen?.letIn || !seen.other) return
  watch(peer.call(seen.other, own))
}

async function step() {
  await glance()
  if (!now.inside) return
  if (now.ready && seen?.own !== null && seen?.own !== peer?.id) return rest('elsewhere')
  mend()
  call()
  show()
}

async function follow() {
  for (;;) {
    await step().catch(() => undefined)
    await new Promise((next) => setTimeout(next, lookMillis))
  }
}

async function enter() {
  show('asking')
  const { stream, missing } = await openMedia()
  own = stream
  for (const part of room.querySelectorAll('[data-missing]')) part.hidden = !missing.includes(part.dataset.missing)
  room.querySelector('[data-own]').srcObject = own
  now.inside = true
  show()
  await takePlace()
}

function toggle(button, tracks) {
  const isOff = button.getAttribute('aria-pressed') !== 'true'
  button.setAttribute('aria-pressed', String(isOff))
  for (const track of tracks) track.enabled = !isOff
}

const acts = {
  enter,
  leave: () => rest('left'),
  camera: (button) => toggle(button, own.getVideoTracks()),
  microphone: (button) => toggle(button, own.getAudioTracks()),
  'let-in': async () => {
    await send({ letIn: true })
    await step()
  },
  recording: async (button) => {
    await send({ recording: button.dataset.wish })
    await step()
  },
}

room.addEventListener('click', (event) => {
  const button = event.target.closest('[data-do]')
  if (button) acts[button.dataset.do](button)
})
document.addEventListener('video:swapped', () => show())
addEventListener('online', () => now.inside && again())
addEventListener('pagehide', () => peer?.destroy())

room.querySelector('[data-controls]').hidden = room.dataset.phase === 'signed'
show()
follow()
