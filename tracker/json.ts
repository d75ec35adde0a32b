/** Of a property: one more than is kept, so that the collector counts what it cuts. */
const LONGEST = 501
const LONGEST_KEY = 61
const MOST = 31
/** Where all of an event is too much: enough for what it cost. */
const FEW = 3

const isObject = (value: unknown): value is object => !!value && typeof value === 'object'

const flat = (value: object, few: boolean | undefined, depth: number): object =>
  Object.fromEntries(
    Object.entries(value)
      .slice(0, few && depth < 2 ? FEW : MOST)
      .map(([key, one]) => [key.slice(0, LONGEST_KEY), plain(one, few, depth - 1)]),
  )

/**
 * A copy that nobody else changes, of flat objects in an object: no value of it is too deep, too long or not for JSON.
 * `few`: only the first members of those objects.
 */
export const plain = <T>(value: T, few?: boolean, depth = 2): T => {
  if (isObject(value)) return (depth ? flat(value, few, depth) : {}) as T
  // Of all types only string and bigint have a g.
  return (
    /g/.test(typeof value) ? `${value}`.slice(0, depth ? 8e3 : LONGEST) : (value ?? undefined)
  ) as T
}

/** Looks at the values themselves, so that what a page does to prototypes (`toJSON` of Prototype 1.6) bends nothing. */
export const json = (value: unknown): string =>
  JSON.stringify(value, function (this: Record<string, unknown>, key) {
    return this[key]
  })
