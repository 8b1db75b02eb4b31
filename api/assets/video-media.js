// Camera and microphone, or what stands in for them: a call is held without them too.
const wishes = [
  { video: { width: { ideal: 1280 }, height: { ideal: 720 } }, audio: true },
  { video: true },
  { audio: true },
]

async function given() {
  for (const wish of wishes) {
    const stream = await navigator.mediaDevices?.getUserMedia(wish).catch(() => undefined)
    if (stream) return stream
  }
  return new MediaStream()
}

function blackPicture() {
  const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 })
  canvas.getContext('2d').fillRect(0, 0, 320, 240)
  return canvas.captureStream(1).getVideoTracks()[0]
}

const silence = () => new AudioContext().createMediaStreamDestination().stream.getAudioTracks()[0]

/** A stream with picture and sound, and which of them are none. */
export async function openMedia() {
  const stream = await given()
  const missing = []
  if (stream.getVideoTracks().length === 0) {
    missing.push('camera')
    stream.addTrack(blackPicture())
  }
  if (stream.getAudioTracks().length === 0) {
    missing.push('microphone')
    stream.addTrack(silence())
  }
  return { stream, missing }
}
