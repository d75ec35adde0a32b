/** HTML that is safe to put into a page: made by `html` alone. */
export interface Markup {
  readonly markup: string
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** As text and within quoted attributes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/gu, (letter) => ESCAPES[letter] ?? letter)
}

export type Filling = string | number | Markup | readonly Markup[]

/** Escapes all that is filled in, but for what it made itself. */
export function html(parts: TemplateStringsArray, ...fillings: readonly Filling[]): Markup {
  const markup = parts.map((part, i) => part + filled(fillings[i] ?? '')).join('')
  return { markup }
}

function filled(filling: Filling): string {
  if (typeof filling === 'string') return escaped(filling)
  if (typeof filling === 'number') return String(filling)
  if ('markup' in filling) return filling.markup
  return filling.map(({ markup }) => markup).join('')
}

/**
 * What visitors sent: mail programs make links of what looks like one, and a referrer that anybody can send would be
 * somebody's link in everybody's mail.
 */
export function unlinked(text: string): Markup {
  const markup = escaped(text).replace(/[.:@]/gu, (mark) => `<span>${mark}</span>`)
  return { markup }
}
