/** Whether two texts, lists or records say the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/**
 * What two made of one thing, in one: whatever either added is there, whatever either took away is not. Of a value
 * that both changed, mine stands.
 *
 *     base a b c · mine a c · theirs a b c d → a c d
 */
export function merged<Thing>(base: Thing, mine: Thing, theirs: Thing): Thing
export function merged(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (isSame(mine, base) || isSame(mine, theirs)) return theirs
  if (isSame(theirs, base)) return mine
  const all = [base, mine, theirs]
  if (areLists(all)) return mergedList(all)
  if (areRecords(all)) return mergedRecord(all)
  return mine
}

type Three<Thing> = [base: Thing, mine: Thing, theirs: Thing]

function areLists(all: unknown[]): all is Three<unknown[]> {
  return all.every(Array.isArray)
}

function areRecords(all: unknown[]): all is Three<object> {
  return all.every((one) => typeof one === 'object' && one !== null && !Array.isArray(one))
}

function mergedRecord(all: Three<object>): object {
  const [base, mine, theirs] = all.map((one) => new Map(Object.entries(one)))
  const names = new Set([...(theirs?.keys() ?? []), ...(mine?.keys() ?? [])])
  const entries = [...names].map((name) => [
    name,
    merged(base?.get(name), mine?.get(name), theirs?.get(name)),
  ])
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

/** In the order of whoever moved something; what only the other has comes after what it follows there. */
function mergedList([base, mine, theirs]: Three<unknown[]>): unknown[] {
  const [was, own, other] = [numbered(base), numbered(mine), numbered(theirs)]
  const [leading, rest] = isMoved(was, own) ? [own, other] : [other, own]
  const keys = [...leading.keys()].filter((key) => rest.has(key) || !was.has(key))
  let place = 0
  for (const key of rest.keys()) {
    const found = keys.indexOf(key)
    if (found >= 0) place = found + 1
    else if (!was.has(key)) keys.splice(place++, 0, key)
  }
  return keys.map((key) => leading.get(key) ?? rest.get(key))
}

/** Items by what they say, the second of a kind apart from the first. */
function numbered(list: readonly unknown[]): Map<string, unknown> {
  const items = new Map<string, unknown>()
  for (const item of list) {
    const said = JSON.stringify(item)
    let nth = 1
    while (items.has(`${nth} ${said}`)) nth++
    items.set(`${nth} ${said}`, item)
  }
  return items
}

/** Whether what both have stands in another order. */
function isMoved(before: Map<string, unknown>, after: Map<string, unknown>): boolean {
  const kept = [...before.keys()].filter((key) => after.has(key))
  return !isSame(
    kept,
    [...after.keys()].filter((key) => before.has(key)),
  )
}
