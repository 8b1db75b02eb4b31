// The officer's side of a call: still images, the checklist that is kept as it is filled in, signing, recording.
import { address, room, swap, swapFrom } from './video-room.js'

const keepMillis = 600
/** Each piece of a recording can be played by itself. */
const pieceMillis = 20_000
const lightly = { mimeType: 'video/webm;codecs=vp8,opus', videoBitsPerSecond: 400_000, audioBitsPerSecond: 32_000 }

const form = document.getElementById('checklist')
let streams

async function upload(type, blob, name) {
  const body = new FormData()
  body.set('type', type)
  body.set('file', new File([blob], name, { type: blob.type }))
  const answer = await fetch(`${address}/evidence`, { method: 'POST', body }).catch(() => undefined)
  return answer?.ok === true
}

/** The picture as it is shown now, whole and sharp. */
async function takeStill(type) {
  const picture = room.querySelector('[data-other]')
  const canvas = Object.assign(document.createElement('canvas'), {
    width: picture.videoWidth,
    height: picture.videoHeight,
  })
  canvas.getContext('2d').drawImage(picture, 0, 0)
  const blob = await new Promise((made) => canvas.toBlob(made, 'image/jpeg', 0.9))
  const isKept = blob !== null && (await upload(type, blob, `${type}.jpg`))
  form.querySelector(`[data-still-failed="${type}"]`).hidden = isKept
  await swap()
}

/** Sends the form as it stands; what comes back is the page as it is then. */
async function submit(what) {
  const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'))
  body.set('do', what)
  const answer = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'text/html' } }).catch(
    () => undefined,
  )
  if (answer) swapFrom(await answer.text())
}

let timer
form?.addEventListener('input', () => {
  clearTimeout(timer)
  timer = setTimeout(() => submit('save'), keepMillis)
})

form?.addEventListener('submit', (event) => {
  event.preventDefault()
  clearTimeout(timer)
  submit(event.submitter?.value ?? 'save').then(() =>
    document.getElementById('said')?.scrollIntoView({ block: 'nearest' }),
  )
})

room.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-still]')
  if (!button) return
  button.disabled = true
  await takeStill(button.dataset.still)
  button.disabled = false
})

/** Both voices and the applicant's picture. */
function mixed({ stream, own }) {
  const context = new AudioContext()
  const together = context.createMediaStreamDestination()
  for (const each of [stream, own]) context.createMediaStreamSource(each).connect(together)
  return new MediaStream([...stream.getVideoTracks(), ...together.stream.getAudioTracks()])
}

let recorder
function recordPiece() {
  const mine = new MediaRecorder(mixed(streams), lightly)
  recorder = mine
  mine.ondataavailable = ({ data }) => data.size > 0 && upload('recording', data, 'recording.webm')
  mine.start()
  setTimeout(() => {
    if (mine.state !== 'inactive') mine.stop()
    if (recorder === mine) recordPiece()
  }, pieceMillis)
}

function stopRecording() {
  const old = recorder
  recorder = undefined
  if (old && old.state !== 'inactive') old.stop()
}

document.addEventListener('video:stream', ({ detail }) => {
  streams = detail
  if (recorder) {
    stopRecording()
    recordPiece()
  }
})

/** Nothing is recorded but while the applicant's agreement stands. */
document.addEventListener('video:seen', ({ detail: { recording, open } }) => {
  const isAgreed = recording === 'agreed' && open
  if (isAgreed && streams && !recorder) recordPiece()
  if (!isAgreed && recorder) stopRecording()
})
