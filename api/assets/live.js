// A page that is looked at stays true: when something of it changed, it is fetched anew. Without this it works as well.
const main = document.querySelector('main[data-live]')

if (main && 'EventSource' in window) {
  const watched = main.dataset.live
  const stream = new EventSource('/api/v1/stream')
  let timer

  const isBusy = () =>
    [...document.querySelectorAll('form')].some((form) => form.matches(':focus-within') || form.dataset.touched)

  async function refresh() {
    if (isBusy()) {
      document.querySelector('[data-changed]')?.removeAttribute('hidden')
      return
    }
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } })
    if (!answer.ok || answer.redirected) return
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main')
    if (!fresh) return
    const opened = [...main.querySelectorAll('details[open][id]')].map(({ id }) => id)
    main.replaceChildren(...fresh.childNodes)
    for (const id of opened) document.getElementById(id)?.setAttribute('open', '')
  }

  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(refresh, 400)
  }

  const concerns = (data) => watched === 'tasks' || data.case === watched || data.task === watched

  const hear = (message) => {
    if (concerns(JSON.parse(message.data))) later()
  }

  stream.onmessage = hear
  for (const name of ['case', 'task', 'slot']) stream.addEventListener(name, hear)
  document.addEventListener('input', (event) => {
    event.target.closest('form')?.setAttribute('data-touched', 'yes')
  })
}

// A form is sent once, however often its button is pressed.
document.addEventListener('submit', (event) => {
  const form = event.target
  if (form.dataset.sent) event.preventDefault()
  form.dataset.sent = 'yes'
  setTimeout(() => delete form.dataset.sent, 5000)
})
