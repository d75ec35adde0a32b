/**
 * What changes do to an element. A script has those that its experiments use, each by itself (build.mjs), so none
 * imports or calls another.
 */

/** How to take a change back, and whether it is still as it was made, where a page could put that back. */
export type Made = readonly [undo: () => void, holds?: () => boolean]

/** Takes back what it adopted. */
export type Adopt = (css: string) => () => void

/** Makes a change; nothing as long as something else that it needs is not there. */
export type Op = (
  element: HTMLElement,
  value: string,
  name: string,
  adopt: Adopt,
) => Made | undefined

export const css: Op = (_, value, _name, adopt) => [adopt(value)]

export const attribute: Op = (element, value, name) => {
  const before = element.getAttribute(name)
  element.setAttribute(name, value)
  return [
    () => {
      if (before == null) element.removeAttribute(name)
      else element.setAttribute(name, before)
    },
    () => element.getAttribute(name) === value,
  ]
}

/** `big -small`: those with a minus are taken away. */
export const classes: Op = ({ classList }, value) => {
  const isWrong = (word: string) => classList.contains(word.replace(/^-/, '')) === /^-/.test(word)
  const flip = (word: string) => classList.toggle(word.replace(/^-/, ''))
  const words = value.match(/\S+/g) || []
  const wrong = words.filter(isWrong)
  wrong.map(flip)
  return [() => wrong.map(flip), () => !words.some(isWrong)]
}

/** Through its object, for a policy may forbid the attribute: https://www.w3.org/TR/CSP3/#directive-style-src-attr */
export const style: Op = ({ style }, value) => {
  const before = style.cssText
  style.cssText += `;${value}`
  const made = style.cssText
  return [
    () => {
      style.cssText = before
    },
    () => style.cssText === made,
  ]
}

/** The very nodes come back, for listeners hang on them and frameworks hold them. */
export const text: Op = (element, value) => {
  const nodes = [...element.childNodes]
  element.textContent = value
  return [() => element.replaceChildren(...nodes), () => element.textContent === value]
}

export const html: Op = (element, value) => {
  const nodes = [...element.childNodes]
  element.innerHTML = value
  // As the browser writes it.
  const made = element.innerHTML
  return [() => element.replaceChildren(...nodes), () => element.innerHTML === made]
}

/** HTML behind the element. */
export const insert: Op = (element, value) => {
  const html = document.createElement('template')
  html.innerHTML = value
  const nodes = [...html.content.childNodes] as ChildNode[]
  element.after(...nodes)
  return [() => nodes.map((node) => node.remove()), () => nodes.every((node) => node.isConnected)]
}

/** Before the element that `value` selects; what it leaves behind says where it was. */
export const move: Op = (element, value) => {
  const before = document.querySelector(value)
  if (!before) return
  const place = document.createComment('')
  element.replaceWith(place)
  before.before(element)
  return [() => place.replaceWith(element)]
}
