/**
 * A page for models that run outside of a browser: its address with a history, what the browser keeps, the events
 * they listen for. Imported before any of them: they read the address as they load.
 */
class Kept {
  private readonly values = new Map<string, string>()
  getItem = (name: string) => this.values.get(name) ?? null
  setItem = (name: string, value: string) => void this.values.set(name, value)
  removeItem = (name: string) => void this.values.delete(name)
}

export const ORIGIN = 'http://growth.example'

const events = new EventTarget()
const address = new URL(`${ORIGIN}/sites/example.com`)

function goTo(to: string): void {
  address.href = new URL(to, address).href
}

const page = {
  location: address,
  history: {
    pushState: (_: unknown, __: string, to: string) => goTo(to),
    replaceState: (_: unknown, __: string, to: string) => goTo(to),
  },
  localStorage: new Kept(),
  sessionStorage: new Kept(),
  navigator: { languages: ['en-GB', 'de'] },
  document: Object.assign(new EventTarget(), {
    documentElement: { dataset: {}, lang: 'en' },
    querySelector: () => null,
  }),
  matchMedia: () => Object.assign(new EventTarget(), { matches: false }),
  addEventListener: events.addEventListener.bind(events),
  removeEventListener: events.removeEventListener.bind(events),
  dispatchEvent: events.dispatchEvent.bind(events),
  window: globalThis,
}

for (const [name, value] of Object.entries(page)) {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
}

/** Opens an address as a link of another page would; the models hear of it. */
export function open(to: string): void {
  goTo(to)
  events.dispatchEvent(new Event('popstate'))
}

/** Where the page stands now, as the address bar shows it. */
export function shown(): string {
  return address.pathname + address.search
}

/** From now on what the page asks for is answered by this, as a server at its origin would. */
export function answeredBy(answer: (request: Request) => Promise<Response>): void {
  const value = (to: string, init: RequestInit = {}) => answer(new Request(ORIGIN + to, init))
  Object.defineProperty(globalThis, 'fetch', { value, configurable: true, writable: true })
}
