import type { InlinedSite } from './compose.ts'

/** What the script tag says, over what the site's settings say (spec: protocol.md, "The script tag"). */
const script = document.currentScript as HTMLScriptElement

const { src } = script

type Tag = DOMStringMap & { readonly clicks: NonNullable<InlinedSite['clicks']> }

export const tag = { ...__SITE__, ...script.dataset } as unknown as Tag

/** What `data-props-*` of the tag or `data-track-*` of an element say, named by what `*` stands for. */
export const propsOf = (element: Element): Record<string, string> => {
  const props: Record<string, string> = {}
  for (const name of element.getAttributeNames())
    if (/^data-(props|track)-/.test(name))
      props[name.slice(11)] = element.getAttribute(name) as string
  return props
}

export const pageProps = propsOf(script)

/** `/t/example.com.js` posts to `/t/example.com`, of the script's own origin or another's. */
export const endpoint = new URL(new URL(src).pathname.slice(0, -3), tag.api || src)

/** Is this captured by itself? All that was compiled in, unless a list narrows it. */
export const captures = (feature: string): boolean => (tag.auto ?? feature).includes(feature)

export const hashRouted = 'hash' in tag
