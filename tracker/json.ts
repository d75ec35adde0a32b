/** Of a property and of its name: one more than is kept, so that the collector counts what it cuts. */
const LONGEST = 501
const MOST = 31

type Json = Record<string, unknown>

/**
 * JSON by hand, of flat objects in an object: what a page does to prototypes (`toJSON` of Prototype 1.6) bends
 * nothing, no value is too deep, too long or not for JSON, and what is absent is not there.
 */
export const json = (value: unknown, depth = 2): string =>
  value && typeof value === 'object'
    ? depth
      ? `{${Object.keys(value as object)
          .filter((key) => (value as Json)[key] != null)
          .slice(0, MOST)
          .map((key) => `${json(key, 0)}:${json((value as Json)[key], depth - 1)}`)}}`
      : '{}'
    : // A symbol is no JSON at all.
      JSON.stringify(
        /[tg]$/.test(typeof value) ? `${value}`.slice(0, depth ? 8e3 : LONGEST) : value,
      ) || '{}'

/** A copy that nobody else changes. */
export const plain = <T>(value: T): T => JSON.parse(json(value))
