/** Of a property: one more than is kept, so that the collector counts what it cuts. */
const LONGEST = 501
const LONGEST_KEY = 61
const MOST = 31
/** Where all of an event is too much: enough for what it cost. */
const FEW = 3

type Json = Record<string, unknown>

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const flat = (value: object, most: number): Json =>
  Object.fromEntries(
    Object.entries(value)
      .slice(0, most)
      .map(([key, one]) => [key.slice(0, LONGEST_KEY), one]),
  )

/** What is sent of a member of the root, or of a member of that. */
const member = (value: unknown, isOuter: boolean, most: number): unknown => {
  if (isObject(value)) return isOuter ? flat(value, most) : {}
  // Of all types only string and bigint have a g.
  return /g/.test(typeof value)
    ? `${value}`.slice(0, isOuter ? 8e3 : LONGEST)
    : (value ?? undefined)
}

/**
 * JSON of flat objects in an object. It looks at the values themselves, so that what a page does to prototypes
 * (`toJSON` of Prototype 1.6) bends nothing; no value is too deep, too long or not for JSON, and what is absent is not
 * there. `few`: only the first members of those objects.
 */
export const json = (root: unknown, few?: boolean): string =>
  JSON.stringify(root, function (this: Json, key) {
    const value = this[key]
    return value === root ? value : member(value, this === root, few ? FEW : MOST)
  })

/** A copy that nobody else changes. */
export const plain = <T>(value: T): T => JSON.parse(json(value))
