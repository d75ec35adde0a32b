import { quiet } from './quiet.ts'
import { captures, propsOf, tag } from './tag.ts'
import { track } from './track.ts'

const FILE = /\.(pdf|(doc|xls|ppt)x?|csv|zip|rar|7z|gz|exe|dmg|apk|mp[34])$/i

/** The link of SVG has an object for its address. */
type Link = Element & { href: string & { baseVal?: string } }

const captureLink = (link: Link): void => {
  const url = new URL(link.href.baseVal ?? link.href, location as unknown as string)
  const file = link.getAttribute('download')
  // Neither mailto: nor blob: has a host to go to.
  const kind =
    captures('download') && (file != null || (url.host && FILE.test(url.pathname)))
      ? 'download'
      : captures('outbound') && url.host && url.host !== location.host && 'outbound'
  // The collector keeps host and path, and knows which other hosts are the site's: none of these is outbound.
  if (kind) track(kind, { props: { url: url.host ? url.href : file || url.protocol } })
}

/** Of the button that sent it, before what the form says. */
const captureForm = (form: Element, button: Element | null): void => {
  const says = (name: string) =>
    button?.getAttribute(`form${name}`) ?? form.getAttribute(name) ?? ''
  const url = new URL(says('action'), document.baseURI)
  // An action of `javascript:` is how frameworks say that they send it themselves.
  if (!/dialog/i.test(says('method')))
    track('form', { props: { action: (url.host ? url : location).href } })
}

/** Of a click or a submit; only looks on, so that nothing is delayed or stopped. */
export const capture = quiet((event: Event): void => {
  // Also what is inside of open shadow roots, outermost last.
  const path = event.composedPath() as Element[]
  // No submit leaves its shadow root, so that one is listened to there from the click on; the same listener is added once.
  path.map((node) => node instanceof ShadowRoot && node.addEventListener('submit', capture, true))
  const within = (selector: string) => path.find((node) => node.matches?.(selector))
  const marked = within('[data-track]')
  const isSubmit = event.type === 'submit'
  const link = within(':any-link')
  // auxclick is the middle button (opens a tab) and the right one (opens a menu):
  // https://developer.mozilla.org/docs/Web/API/Element/auxclick_event
  if ((event as MouseEvent).button > 1) return
  // A form counts when it is sent, not when it is clicked into.
  if (marked?.matches('form') === isSubmit)
    track(marked.getAttribute('data-track') as string, { props: propsOf(marked) })
  if (CLICKS && !isSubmit) tag.clicks.map(([selector, name]) => within(selector) && track(name))
  if (FORM && isSubmit && captures('form'))
    captureForm(path[0] as Element, (event as SubmitEvent).submitter)
  if (LINKS && link) captureLink(link as Link)
})
