/** What the script captures by itself; see docs/script.md. */
export type Captured = 'pageview' | 'engagement' | 'outbound' | 'download' | 'form' | 'notfound'

export interface Options {
  /** Of your collector: `https://growth.example.com`. */
  url: string
  /** Domain of the site, as the dashboard shows it. */
  site: string
  /** Nothing stored in the browser, or an id of your own origin; the site's setting where it is absent. */
  visitor?: 'cookieless' | 'stored'
  /** With `stored`: cookieless until `consent(true)`. */
  consent?: 'wait'
  /** Some of what the site's settings switch on. */
  auto?: readonly Captured[]
  /** Globs of paths that are not, or the only ones that are tracked. */
  exclude?: readonly string[]
  include?: readonly string[]
  /** The fragment is part of the path. */
  hash?: boolean
  /** Pages inside frames of the same site count, too. */
  frames?: boolean
  /** Automated browsers count, too: for your tests. */
  bots?: boolean
  /** The console says what is sent, and why not. */
  debug?: boolean
  /** On every event of the page; names in lower case. */
  props?: Readonly<Record<string, string>>
  /** Where your collector has moved its script and intake to (`TRIBUTARY_TRACKER_PATH`); `/t`. */
  path?: string
  /** Of your Content Security Policy. */
  nonce?: string
}

/** The tag of docs/script.md, not yet in the page. */
export function tagOf(options: Options): HTMLScriptElement {
  const { url, site, path = '/t', nonce } = options
  const tag = document.createElement('script')
  tag.async = true
  tag.src = new URL(`${path}/${site}.js`, url).href
  if (nonce !== undefined) tag.nonce = nonce
  for (const [name, value] of Object.entries(attributesOf(options)))
    tag.setAttribute(`data-${name}`, value)
  return tag
}

function attributesOf(options: Options): Record<string, string> {
  const { visitor, consent, auto, exclude, include, props = {} } = options
  const lists = { auto: auto?.join(' '), exclude: exclude?.join(), include: include?.join() }
  const switches = (['hash', 'frames', 'bots', 'debug'] as const).filter((name) => options[name])
  const own = Object.entries(props).map(([name, value]) => [`props-${name}`, value])
  return Object.fromEntries([
    ...Object.entries({ visitor, consent, ...lists }).filter(([, value]) => value !== undefined),
    ...switches.map((name) => [name, '']),
    ...own,
  ])
}
