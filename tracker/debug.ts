import type { Receipt, WireEvent } from './protocol.ts'

/** What `data-debug` prints; compiled into the variant that the attribute loads, and into no other. */

/** A line in the console of the page. */
// biome-ignore lint/suspicious/noConsole: what data-debug asks for
export const say = (...what: unknown[]): void => console.info('[tributary]', ...what)

const CAPTURED = ['pageview', 'engagement', 'outbound', 'download', 'form', 'notfound']

/** What each attribute may say; nothing where any text will do. */
const ATTRIBUTES: Record<string, readonly string[] | undefined> = {
  visitor: ['cookieless', 'stored'],
  consent: ['wait'],
  auto: CAPTURED,
  exclude: undefined,
  include: undefined,
  hash: ['', 'true', 'false'],
  api: undefined,
  frames: ['', 'true', 'false'],
  debug: undefined,
  bots: ['', 'true', 'false'],
}

const named = (attribute: string): string =>
  `data-${attribute.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

const values = (attribute: string, value: string): string[] =>
  attribute === 'auto' ? value.split(/[\s,]+/).filter(Boolean) : [value]

const sayUnknownValues = (attribute: string, value: string): void => {
  const known = ATTRIBUTES[attribute]
  const unknown = values(attribute, value).filter((one) => known && !known.includes(one))
  for (const one of unknown) say(`${named(attribute)}="${one}" is not one of: ${known?.join(', ')}`)
}

/** Names what the tag says and the script does not know. */
export const sayUnknown = (dataset: DOMStringMap): void => {
  for (const [attribute, value = ''] of Object.entries(dataset)) {
    if (attribute in ATTRIBUTES) sayUnknownValues(attribute, value)
    else if (!attribute.startsWith('props'))
      say(`${named(attribute)} is no attribute of this script`)
  }
}

/** Why an event is not even queued. */
export const sayUntracked = (silent: boolean, what: string): void => {
  const why = navigator.webdriver
    ? 'an automated browser needs data-bots'
    : location.host
      ? 'the browser asks not to be tracked'
      : 'a page without a host is no page of a site'
  say(
    `not tracked, for ${silent ? why : 'data-include or data-exclude leaves the page out'}: ${what}`,
  )
}

const listed = (events: readonly WireEvent[]): string => events.map(({ name }) => name).join(', ')

/** What became of a request: the collector's own words for each event it refused. */
export const sayAnswer = async (events: readonly WireEvent[], answer: Response): Promise<void> => {
  if (answer.status === undefined)
    say(`kept for the next request, for none came through: ${listed(events)}`, answer)
  else if (answer.status === 429 || answer.status > 499)
    say(`kept for the next request, the collector said ${answer.status}: ${listed(events)}`)
  else if (answer.status > 299)
    say(`refused with ${answer.status}: ${listed(events)}`, await answer.text())
  else {
    const { accepted = 0, duplicate = 0, rejected = [] } = (await answer.json()) as Receipt
    say(`accepted ${accepted}, known already ${duplicate}: ${listed(events)}`)
    for (const { index, ...why } of rejected) say('refused:', JSON.stringify(why), events[index])
  }
}
