/** The part of the WHATWG URL that is read here; Node and browsers share it, ES2023 does not name it. */
export interface ParsedUrl {
  readonly href: string
  readonly protocol: string
  readonly username: string
  readonly hostname: string
  readonly pathname: string
}

const { URL: WhatwgUrl } = globalThis as unknown as { URL: new (text: string) => ParsedUrl }

/** The parsed URL, or null where the text is none: junk in a referrer is normal, not a failure. */
export function parseUrl(text: string): ParsedUrl | null {
  try {
    return new WhatwgUrl(text)
  } catch {
    return null
  }
}
