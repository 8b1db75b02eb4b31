// Camera, microphone and connection, tried on this device alone: nothing is sent to anybody.
const page = document.querySelector('[data-check]')
const ice = JSON.parse(page.dataset.ice)
const connectMillis = 10_000
const listenMillis = 6000

function tell(name, is) {
  const item = document.getElementById(name)
  item.dataset.is = is
  for (const part of item.querySelectorAll('[data-when]')) part.hidden = part.dataset.when !== is
}

const media = (wish) => navigator.mediaDevices?.getUserMedia(wish).catch(() => undefined)
const until = (millis) => new Promise((done) => setTimeout(done, millis))

let camera
async function tryCamera() {
  for (const track of camera?.getTracks() ?? []) track.stop()
  camera = await media({ video: true })
  if (!camera) return false
  const picture = page.querySelector('[data-picture]')
  picture.srcObject = camera
  page.querySelector('[data-preview]').hidden = false
  await picture.play().catch(() => undefined)
  return picture.videoWidth > 0
}

/** Works once something is heard. */
async function tryMicrophone() {
  const stream = await media({ audio: true })
  if (!stream) return false
  page.querySelector('[data-preview]').hidden = false
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const level = document.getElementById('level')
  let loudest = 0
  for (const end = Date.now() + listenMillis; Date.now() < end && loudest < 0.02; await until(100)) {
    analyser.getFloatTimeDomainData(samples)
    const now = Math.max(...samples.map(Math.abs))
    level.value = Math.min(1, now * 4)
    loudest = Math.max(loudest, now)
  }
  for (const track of stream.getTracks()) track.stop()
  await context.close()
  return loudest >= 0.02
}

/** Two ends within this page, over whatever the call would go over. */
async function tryConnection() {
  const config = { iceServers: ice, ...(ice.length > 0 ? { iceTransportPolicy: 'relay' } : {}) }
  const [one, other] = [new RTCPeerConnection(config), new RTCPeerConnection(config)]
  for (const [from, to] of [
    [one, other],
    [other, one],
  ])
    from.onicecandidate = ({ candidate }) => candidate && to.addIceCandidate(candidate).catch(() => undefined)
  const channel = one.createDataChannel('check')
  const opened = new Promise((done) => {
    channel.onopen = () => done(true)
  })
  await one.setLocalDescription(await one.createOffer())
  await other.setRemoteDescription(one.localDescription)
  await other.setLocalDescription(await other.createAnswer())
  await one.setRemoteDescription(other.localDescription)
  const isOpen = await Promise.race([opened, until(connectMillis).then(() => false)])
  one.close()
  other.close()
  return isOpen
}

const checks = { camera: tryCamera, microphone: tryMicrophone, connection: tryConnection }

async function begin() {
  for (const part of page.querySelectorAll('[data-all]')) part.hidden = true
  const results = []
  for (const [name, check] of Object.entries(checks)) {
    tell(name, 'trying')
    const isGood = await check().catch(() => false)
    tell(name, isGood ? 'good' : 'bad')
    results.push(isGood)
  }
  page.querySelector(`[data-all=${results.every(Boolean) ? 'good' : 'bad'}]`).hidden = false
}

const button = page.querySelector('[data-begin]')
button.hidden = false
button.addEventListener('click', async () => {
  button.disabled = true
  await begin()
  button.disabled = false
})
