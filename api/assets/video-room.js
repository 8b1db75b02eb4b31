// What both ends of a video room share: how it is asked, and how parts of the page are fetched anew.
// The page says every word; scripts only choose what of it is shown.
export const room = document.querySelector('[data-call]')
export const { call: booking, side } = room.dataset
export const address = `/api/v1/bookings/${booking}/call`

const asJson = { Accept: 'application/json', 'Accept-Language': document.documentElement.lang }

/** The room as it is now; `status` 0 while there is no network. */
export async function look() {
  const answer = await fetch(address, { headers: asJson }).catch(() => undefined)
  return { status: answer?.status ?? 0, body: answer?.ok ? await answer.json() : undefined }
}

/** Enters with nothing to say, or steers the call. */
export async function send(body) {
  const init = {
    method: 'POST',
    headers: { ...asJson, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }
  const answer = await fetch(address, init).catch(() => undefined)
  return { status: answer?.status ?? 0, body: answer?.ok ? await answer.json() : undefined }
}

/** Puts the parts that change into this page, and leaves everything else as it is: the pictures, what is being typed. */
export function swapFrom(html) {
  const fresh = new DOMParser().parseFromString(html, 'text/html')
  for (const part of document.querySelectorAll('[data-swap]')) {
    const other = fresh.getElementById(part.id)
    if (other && other.innerHTML !== part.innerHTML) part.replaceChildren(...other.childNodes)
  }
  const phase = fresh.querySelector('[data-call]')?.dataset.phase
  if (phase) room.dataset.phase = phase
  if (phase === 'signed') document.getElementById('checklist')?.remove()
  document.dispatchEvent(new Event('video:swapped'))
}

export async function swap() {
  const answer = await fetch(location.pathname, { headers: { Accept: 'text/html' } }).catch(() => undefined)
  if (answer?.ok && !answer.redirected) swapFrom(await answer.text())
}
