/**
 * The bar of a tab that previews a variant: names what is shown, offers the others, and ends it. A file of its own, of the
 * address of the script with `?preview`.
 */

const PARAMETER = 'tributary'
const STYLE = `
:host{all:initial;position:fixed;inset:auto 16px 16px auto;z-index:2147483647}
form{display:flex;gap:8px;align-items:center;padding:8px 12px;border-radius:8px;background:#111;color:#fff;font:14px/1.4 system-ui,sans-serif}
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

const optionOf = (value: string, shown: readonly string[]): HTMLOptionElement =>
  new Option(value.replace(':', ' · '), value, false, shown.includes(value))

const bar = (): HTMLFormElement => {
  const shown = forced().split(',')
  const form = document.createElement('form')
  const select = document.createElement('select')
  select.ariaLabel = 'Variant'
  select.append(
    ...__PREVIEWS__.flatMap(([key, variants]) =>
      variants.map((variant) => optionOf(`${key}:${variant}`, shown)),
    ),
  )
  select.onchange = () => location.assign(addressOf(select.value))
  const end = document.createElement('button')
  end.type = 'button'
  end.textContent = 'End preview'
  end.onclick = () => location.assign(addressOf(''))
  form.append('Preview', select, end)
  return form
}

/** A root of its own, so that neither page nor bar changes the other; adopted, for policies stop a style element. */
const show = (): void => {
  const host = document.createElement('tributary-preview')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLE)
  root.adoptedStyleSheets = [sheet]
  root.append(bar())
  document.body.append(host)
}

if (document.body) show()
else addEventListener('DOMContentLoaded', show)
