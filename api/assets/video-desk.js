// The officer's list of calls stays true while it is looked at. Without this, loading the page again does as well.
const lookMillis = 4000

async function refresh() {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } }).catch(() => undefined)
  if (!answer?.ok || answer.redirected) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const part of document.querySelectorAll('[data-swap]')) {
    const other = fresh.getElementById(part.id)
    if (other && other.innerHTML !== part.innerHTML && !part.contains(document.activeElement))
      part.replaceChildren(...other.childNodes)
  }
}

setInterval(() => document.visibilityState === 'visible' && refresh(), lookMillis)
