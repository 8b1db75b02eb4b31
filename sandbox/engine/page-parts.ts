import { instantText } from './clock.ts'
import { type ControlParts, mailsTo, pageOf, timeOf } from './control.ts'
import { type Html, html } from './html.ts'
import type { System } from './system.ts'

const answers = ['ok', 'time-out', 'unavailable', 'rate-limited', 'nonsense', 'unauthorized', 'lost'] as const
const shownAtMost = 100

function page(title: string, content: Html): Html {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="stylesheet" href="/page.css"></head><body>
<a class="skip" href="#main">Skip to content</a>${content}</body></html>`
}

/** One sentence and the way back. */
export function messagePage(message: string): Html {
  return page(
    'Sandbox',
    html`<main id="main"><h1>Sandbox</h1><p role="status">${message}</p><p><a href="/">Back</a></p></main>`,
  )
}

/** Everything at a glance: time, each system and what it will answer, the book, the mails. */
export function frontPage(parts: ControlParts, timeMachine: boolean): Html {
  const { now, nextCallBackAt, held } = timeOf(parts)
  return page(
    'Outside systems – sandbox',
    html`<header><div><h1>Outside systems</h1>
<p class="soft">A sandbox: nothing here is real, everything behaves as if it were.</p></div>
<div><p class="clock"><time datetime="${now}">${readable(now)}</time>${held ? ' · standing still' : ''}</p>
<p class="soft">Next call-back: ${nextCallBackAt === null ? 'none' : readable(nextCallBackAt)}</p></div></header>
<main id="main">${timeMachine ? timeForm(now) : ''}
<h2>Systems</h2><div class="systems">${parts.systems.map((system) => card(parts, system))}</div>
<h2 id="book">Book</h2>${book(parts)}
<h2 id="mails">Mails</h2>${mails(parts)}</main>`,
  )
}

function readable(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 19)}`
}

function timeForm(now: string): Html {
  return html`<form class="wide" method="post" action="/time-machine"><label>Move office time forward to (Shanghai)
<input type="datetime-local" name="to" value="${now.slice(0, 16)}" min="${now.slice(0, 16)}" required></label><button>Move time</button></form>`
}

function card(parts: ControlParts, system: System): Html {
  const { made, undone } = pageOf(parts, system.code)
  const script = parts.state.scripts.get(system.code)
  const coming = [...(script?.answers ?? []), ...(script?.always ? [script.always] : [])].map(nameOf)
  return html`<section class="card" id="${system.code}" aria-labelledby="${system.code}-title">
<div class="card-head"><h3 id="${system.code}-title">${system.title} <span class="soft" lang="zh">${system.titleZh}</span></h3>
<span class="figures">${made} made · ${undone} undone</span></div>
${coming.length > 0 ? html`<p class="told">Next: ${coming.join(', ')}${script?.always ? ' from then on' : ''}</p>` : ''}
<form method="post" action="/controls/${system.code}/answers"><label>Next answer<select name="answer">${answers.map(option)}</select></label>
<label>Times<select name="count">${['1', '2', '3', '15', 'always'].map(option)}</select></label><button>Set<span class="skip"> for ${system.title}</span></button></form>
${callBackForm(parts, system)}</section>`
}

function nameOf(answer: unknown): string {
  return typeof answer === 'string' ? answer : JSON.stringify(answer)
}

function option(value: string): Html {
  return html`<option>${value}</option>`
}

function callBackForm({ state }: ControlParts, system: System): Html {
  if (!system.callBacks) return html``
  const open = state.effects.all().filter((one) => one.system === system.code && one.counts === 'made' && !one.undone)
  const cases = [...new Set(open.map((effect) => effect.case))].reverse().slice(0, shownAtMost)
  if (cases.length === 0) return html`<p class="soft">Calls back once it was asked.</p>`
  return html`<form class="calls" method="post" action="/controls/${system.code}/call-backs"><label>Case<select name="case">${cases.map(option)}</select></label>
<label>says<select name="result">${Object.keys(system.callBacks.results).map(option)}</select></label>
<label>signed<select name="signature">${['right', 'wrong', 'stale'].map(option)}</select></label><button>Call<span class="skip"> as ${system.title}</span></button></form>`
}

function book({ state }: ControlParts): Html {
  const effects = state.effects.all().slice(-shownAtMost).reverse()
  if (effects.length === 0) return html`<p class="soft">Nothing was done yet.</p>`
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="book"><table><thead><tr><th scope="col">When</th><th scope="col">System</th><th scope="col">What</th>
<th scope="col">Case</th><th scope="col">Key</th><th scope="col">Decided</th></tr></thead><tbody>${effects.map(
    (effect) => html`<tr><td class="number">${readable(instantText(effect.at))}</td><td>${effect.system}</td>
<td class="${effect.undone || effect.counts === 'undone' ? 'undone' : ''}">${effect.method} ${effect.operation}${effect.undone ? ' (undone)' : ''}</td>
<td class="number">${effect.case}</td><td class="number">${effect.step}</td><td>${effect.decided?.result ?? '–'}</td></tr>`,
  )}</tbody></table></div>`
}

function mails({ state }: ControlParts): Html {
  const shown = mailsTo(state, undefined).slice(-shownAtMost).reverse()
  if (shown.length === 0) return html`<p class="soft">No mail was sent yet.</p>`
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="mails"><table><thead><tr><th scope="col">When</th><th scope="col">To</th><th scope="col">Subject</th></tr></thead><tbody>${shown.map(
    (
      mail,
    ) => html`<tr><td class="number">${readable(mail.at)}</td><td>${mail.to}${mail.bounced ? ' (bounced)' : ''}</td>
<td><a href="/mail/${mail.id}">${mail.subject}</a></td></tr>`,
  )}</tbody></table></div>`
}

/** One mail as it would be read; its own markup is shut in. */
export function mailPage(mail: ReturnType<typeof mailsTo>[number]): Html {
  const files = mail.attachments.length > 0 ? html`<p class="soft">With ${mail.attachments.join(', ')}</p>` : ''
  return page(
    mail.subject,
    html`<main id="main"><p><a href="/#mails">All mails</a></p><h1>${mail.subject}</h1>
<p class="soft">To ${mail.to} · from ${mail.from} · ${readable(mail.at)}</p>${files}
${mail.html === '' ? html`<pre>${mail.text}</pre>` : html`<iframe sandbox title="The mail" srcdoc="${mail.html}"></iframe>`}</main>`,
  )
}
