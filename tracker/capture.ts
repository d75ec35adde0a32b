import { captures, propsOf, tag } from './tag.ts'
import { track } from './track.ts'

const FILE = /\.(pdf|(doc|xls|ppt)x?|csv|zip|rar|7z|gz|exe|dmg|apk|mp[34])$/i
/** Characters of a property's value. */
const LONGEST = 500

/** A form alone has an action; a field of that name hides it, and is as true. */
type Marked = HTMLElement & { action?: unknown }

/** A form counts when it is sent, not when it is clicked into. */
const captureMarked = (marked: Marked, isSubmit: boolean): void => {
  if (!marked.action !== isSubmit) track(marked.dataset.track as string, { props: propsOf(marked) })
}

const isFile = (link: HTMLAnchorElement): boolean =>
  'download' in link.attributes || FILE.test(link.pathname)

/** Neither an SVG link nor a mailto: has a host to go to. */
const kindOf = (link: HTMLAnchorElement): string | false =>
  captures('download') && isFile(link)
    ? 'download'
    : captures('outbound') && link.host !== location.host && 'outbound'

/**
 * Not form.action, which a field of that name hides:
 * https://html.spec.whatwg.org/multipage/forms.html#dom-form-nameditem
 */
const actionOf = (form: Element): string =>
  new URL(form.getAttribute('action') || '', location.href).href.slice(0, LONGEST)

const captureSelected = (clicked: Element): void => {
  tag.clicks.map(([selector, name]) => clicked.closest(selector) && track(name))
}

/** Of a click or a submit; only looks on, so that nothing is delayed or stopped. */
export const capture = ({ type, target, button }: MouseEvent): void => {
  const element = target as Element
  const isSubmit = type === 'submit'
  const marked = element.closest<Marked>('[data-track]')
  const link = element.closest('[href]') as HTMLAnchorElement
  const kind = LINKS && !isSubmit && link?.host && kindOf(link)
  // auxclick is the middle button (opens a tab) and the right one (opens a menu):
  // https://developer.mozilla.org/docs/Web/API/Element/auxclick_event
  if (button > 1) return
  if (marked) captureMarked(marked, isSubmit)
  if (kind) track(kind, { props: { url: link.href.slice(0, LONGEST) } })
  if (FORM && isSubmit && captures('form')) track('form', { props: { action: actionOf(element) } })
  if (CLICKS && !isSubmit) captureSelected(element)
}
