/** Names that a build made, or that say how an element is at the moment, are others tomorrow. */
const MADE = /\d.*\d|^(css|sc|jsx|svelte|ng|js|is|has)-|[_-](?=[a-zA-Z]*\d)\w{4,}$/
const STATE = /active|open|hover|focus|select|visible|hidden|load|current/i

const isLasting = (name: string): boolean =>
  /^[a-z][\w-]*$/i.test(name) && !MADE.test(name) && !STATE.test(name)

/** Attributes that say what an element is, whatever it looks like. */
const TELLING = ['data-testid', 'data-test', 'data-cy', 'data-qa', 'name', 'aria-label']
const LONGEST = 40

/** Of these a page has one, as a rule. */
const LONE = ['h1', 'main', 'nav', 'header', 'footer', 'form']

/** What an element may be called by, the surest first. */
const namesOf = (element: Element): string[] => {
  const tag = element.localName
  const { id } = element
  const classes = [...element.classList].filter(isLasting).map((name) => `.${CSS.escape(name)}`)
  const told = TELLING.flatMap((name) => {
    const value = element.getAttribute(name)
    return value && value.length <= LONGEST ? `${tag}[${name}=${JSON.stringify(value)}]` : []
  })
  return [
    ...(id && isLasting(id) ? [`#${CSS.escape(id)}`] : []),
    ...told,
    ...(LONE.includes(tag) ? [tag] : []),
    ...classes.map((name) => CSS.escape(tag) + name),
    ...(classes.length > 1 ? [CSS.escape(tag) + classes.join('')] : []),
    CSS.escape(tag),
  ]
}

const isOnly = (selector: string, element: Element): boolean => {
  const found = document.querySelectorAll(selector)
  return found.length === 1 && found[0] === element
}

/** Its tag, and which of its kind it is among its parent's children. */
const placeOf = (element: Element): string => {
  const tag = CSS.escape(element.localName)
  const alike = [...(element.parentElement?.children ?? [])].filter(
    ({ localName }) => localName === element.localName,
  )
  return alike.length > 1 ? `${tag}:nth-of-type(${alike.indexOf(element) + 1})` : tag
}

/**
 * A short selector of this element alone, by what lasts: its own names, else those of something around it and its own,
 * else its place in there: `#hero h1`, `.plans > li:nth-of-type(2) > a`.
 */
export const selectorOf = (element: Element): string => {
  const own = namesOf(element)
  const alone = own.find((name) => isOnly(name, element))
  if (alone) return alone
  let place = placeOf(element)
  for (let around = element.parentElement; around; around = around.parentElement) {
    const outer = namesOf(around)
    const inside = outer.flatMap((name) => own.map((one) => `${name} ${one}`))
    const found = [...inside, ...outer.map((name) => `${name} > ${place}`)].find((name) =>
      isOnly(name, element),
    )
    if (found) return found
    place = `${placeOf(around)} > ${place}`
  }
  return place
}
