/**
 * The bar of a tab that previews a variant or a draft: names what is shown, offers the others, picks elements for a form, and
 * ends it. A file of its own, of the address of the script with `?preview`.
 */

import { follow } from './draft.ts'
import { lead } from './lead.ts'
import { pick } from './pick.ts'
import { words } from './preview-words.ts'

const PARAMETER = 'tributary'
const STYLE = `
:host{all:initial;position:fixed;inset:auto 16px 16px auto;z-index:2147483647}
form{display:flex;flex-wrap:wrap;gap:8px;align-items:center;max-width:min(90vw,60rem);padding:8px 12px;border-radius:8px;background:#111;color:#fff;font:14px/1.4 system-ui,sans-serif}
output{overflow-wrap:anywhere;user-select:all}
output:empty{display:none}
button[aria-pressed=true]{background:#4263eb}
select,button{font:inherit;color:inherit;background:#333;border:0;border-radius:4px;padding:4px 8px}
:focus-visible{outline:2px solid #fff}
@media print{:host{display:none}}`

/** The page with another variant of the experiment, or with none where that is empty. */
const addressOf = (forced: string): string => {
  const url = new URL(location.href)
  url.searchParams.set(PARAMETER, forced)
  return url.href
}

const forced = (): string => {
  const asked = new URLSearchParams(location.search).get(PARAMETER)
  try {
    return asked ?? JSON.parse(sessionStorage.tributary_preview)
  } catch {
    return asked ?? ''
  }
}

/** Of a draft that a form is being filled in for (docs/experiments.md, "Preview"). */
const token = /(?:^|,)edit:([\w-]+)/.exec(forced())?.[1]

const optionOf = (value: string, shown: readonly string[]): HTMLOptionElement =>
  new Option(value.replace(':', ' · '), value, false, shown.includes(value))

const button = (text: string, press: () => void): HTMLButtonElement => {
  const made = document.createElement('button')
  made.type = 'button'
  made.textContent = text
  made.onclick = press
  return made
}

const variants = (): HTMLSelectElement[] => {
  const shown = forced().split(',')
  const options = __PREVIEWS__.flatMap(([key, names]) =>
    names.map((name) => optionOf(`${key}:${name}`, shown)),
  )
  if (options.length === 0) return []
  const select = document.createElement('select')
  select.ariaLabel = words.variant
  // A draft is none of them.
  if (token) select.append(new Option(words.shown, '', true, true))
  select.append(...options)
  select.onchange = () => location.assign(addressOf(select.value))
  return [select]
}

/** Into the clipboard, if the page has a right to it; it stands in the bar in any case. */
const copy = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false // plain http, or a page that gave the right away
  }
}

/** The button that picks, and where its answer stands. */
const picker = (host: HTMLElement, root: ShadowRoot): HTMLElement[] => {
  const said = document.createElement('output')
  let leave: (() => void) | undefined
  const done = async (selector: string | null): Promise<void> => {
    leave = undefined
    toggle.ariaPressed = 'false'
    toggle.focus()
    const how = selector && (await copy(selector)) ? words.copied : words.picked
    said.textContent = selector ? `${how} ${selector}` : ''
  }
  const toggle = button(words.pick, () => {
    if (leave) {
      leave()
      done(null)
      return
    }
    toggle.ariaPressed = 'true'
    said.textContent = words.picking
    leave = pick(host, root, done)
  })
  return [toggle, said]
}

/** What of the form is on the page. */
const state = (of: string): HTMLElement => {
  const said = document.createElement('span')
  said.textContent = words.shown
  const address = import.meta.url.replace(/\?.*/, `?draft=${of}`)
  follow(address, (how, redirect) => {
    said.textContent = redirect ? `${words[how]} · ${words.leads} ${redirect}` : words[how]
    if (redirect) lead(redirect)
  })
  return said
}

const bar = (host: HTMLElement, root: ShadowRoot): HTMLFormElement => {
  const form = document.createElement('form')
  form.append(
    words.preview,
    ...(token ? [state(token)] : []),
    ...variants(),
    ...picker(host, root),
    button(words.end, () => location.assign(addressOf(''))),
  )
  return form
}

/** A root of its own, so that neither page nor bar changes the other; adopted, for policies stop a style element. */
const show = (): void => {
  const host = document.createElement('tributary-preview')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLE)
  root.adoptedStyleSheets = [sheet]
  root.append(bar(host, root))
  document.body.append(host)
}

if (document.body) show()
else addEventListener('DOMContentLoaded', show)
