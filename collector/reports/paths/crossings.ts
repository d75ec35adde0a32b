/** Who stands in the places of a level. */
interface Standing {
  units: Int32Array
  converted: Int32Array
  /** By the place before and this one. */
  from: Int32Array
}

/** How many units stand in each of the few places of a level, and from which place of the level before they came. */
export class Crossings {
  readonly levels: readonly Standing[]
  readonly #places: number

  constructor(levels: number, places: number) {
    this.#places = places
    this.levels = Array.from({ length: levels }, () => ({
      units: new Int32Array(places),
      converted: new Int32Array(places),
      from: new Int32Array(places ** 2),
    }))
  }

  add(
    level: number,
    { place, before, converts }: { place: number; before: number | undefined; converts: boolean },
  ): void {
    const standing = this.levels[level]
    if (!standing) return
    addOne(standing.units, place)
    if (converts) addOne(standing.converted, place)
    if (before !== undefined) addOne(standing.from, before * this.#places + place)
  }

  into(level: number, place: number): { before: number; units: number }[] {
    const from = this.levels[level]?.from
    return Array.from({ length: this.#places }, (_, before) => {
      return { before, units: from?.[before * this.#places + place] ?? 0 }
    }).filter(({ units }) => units > 0)
  }
}

function addOne(counts: Int32Array, place: number): void {
  counts[place] = (counts[place] ?? 0) + 1
}
