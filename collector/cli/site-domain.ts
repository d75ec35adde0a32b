import { Refusal } from '../refusal.ts'

/**
 * The host that is meant by what people write or paste for a site: `https://example.com/` is example.com. Throws a
 * Refusal that says what to write instead.
 */
export function siteDomain(text: string): string {
  const [, host = '', rest = ''] = /^(?:https?:\/\/)?([^/?#]*)(.*)$/isu.exec(text.trim()) ?? []
  const [, bare] = /^(.+):\d*$/u.exec(host) ?? []
  if (bare !== undefined) {
    throw new Refusal(
      422,
      `"${text}" names a port; a site is a host, on whichever port: write ${bare}`,
    )
  }
  if (rest === '' || rest === '/') return host
  const [path = ''] = rest.split(/[?#]/u)
  const part = path.length > 1 ? `${path.replace(/\/$/u, '')}*` : '/part*'
  throw new Refusal(
    422,
    `"${text}" is an address; a site is a whole host: write ${host}. To count only a part of it, put data-include="${part}" into the tag`,
  )
}
