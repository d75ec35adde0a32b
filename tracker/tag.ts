import type { InlinedSite } from './compose.ts'
import { sayUnknown } from './debug.ts'

/** What the script tag says, over what the site's settings say (spec: protocol.md, "The script tag"). */
const script = (
  DEBUG
    ? [...document.scripts].find(({ dataset, src }) => 'debug' in dataset && src.includes(__FILE__))
    : document.currentScript
) as HTMLScriptElement

const { src } = script

type Tag = DOMStringMap & Required<Pick<InlinedSite, 'clicks'>>

export const tag = { ...__SITE__, ...script.dataset } as unknown as Tag

if (DEBUG) sayUnknown(script.dataset)

/** What `data-props-*` of the tag or `data-track-*` of an element say, named by what `*` stands for. */
export const propsOf = (element: Element): Record<string, string> => {
  const props: Record<string, string> = {}
  for (const { name, value } of element.attributes)
    if (/^data-(props|track)-/.test(name)) props[name.slice(11)] = value
  return props
}

export const pageProps = propsOf(script)

/**
 * `/t/example.com.js` posts to `/t/example.com`, of the script's own origin or another's. Text, because wrappers of
 * fetch take it for one.
 */
export const endpoint = new URL(new URL(src).pathname.slice(0, -3), tag.api || src).href

/** Is this captured by itself? All that was compiled in, unless a list narrows it. */
export const captures = (feature: string): boolean => (tag.auto ?? feature).includes(feature)

/** Is an attribute without a value there, and not switched off in words? */
export const isOn = (attribute: string): boolean => (tag[attribute] ?? 'false') !== 'false'

export const hashRouted = isOn('hash')
