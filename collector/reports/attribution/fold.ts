import { DRAWS, weightsOf } from '../../acquisition/credit/draws.ts'
import { type RuleModel, sharesOf, soleTouch, type Touch } from '../../acquisition/credit/models.ts'
import { Refusal } from '../../refusal.ts'
import type { AskedAttribution, Model } from './asked.ts'
import { Chain } from './chain.ts'
import type { Conversion } from './conversions.ts'
import { moneyParts, shownParts } from './parts.ts'
import { PathLengths } from './path-lengths.ts'
import { PathsBefore } from './paths-before.ts'
import { type Credited, Sheet } from './sheet.ts'
import { TopPaths } from './top-paths.ts'
import type { Person } from './touches.ts'

/** What of an attribution the fold needs to know. */
export type FoldRules = Pick<AskedAttribution, 'models' | 'path' | 'lookback' | 'halfLife'> & {
  /** Instants of the period; it ends now, where that is earlier. */
  span: { from: number; to: number; now: number }
  /** Numbers of the values whose credit is drawn; undefined where nothing is. */
  drawn: ReadonlySet<number> | undefined
  /** Throws when nobody waits any more. */
  goOn(): void
}

/** One credit of the model that is asked for first: when its visit was, and how much it is. */
export type Note = (value: number, at: number, credited: Credited) => void

/** Touches that are credited between two looks at whether anybody still waits: some ten milliseconds. */
const LOOK_EVERY = 20_000

/** Touches of one person's paths together, each of which is credited under each model: some seconds. */
const MOST_OF_ONE = 50_000_000

function longPaths(): Refusal {
  return new Refusal(
    422,
    'one person has too many visits before too many conversions; ask for a shorter period or lookback',
  )
}

interface Owned {
  conversion: Conversion
  path: readonly Touch[]
}

interface Shared extends Owned {
  /** The filters choose every touch of it. */
  isShown: boolean
}

/** Where a model's credit goes; of the model that is asked for first it is noted, too. */
interface Into {
  model: RuleModel
  sheet: Sheet
  note: Note | undefined
}

/** Folds people, whoever comes first, into the credit of each row under each model. */
export class Fold {
  /** Visits of the period by the number of their value. */
  readonly visits: number[] = []
  /** Conversions without any touch. */
  readonly none = new Sheet()
  readonly paths = new TopPaths()
  readonly lengths = new PathLengths()
  readonly chain: Chain | undefined
  /** Of people whose paths are single touches, where all models agree but Markov's. */
  readonly #alike = new Sheet()
  readonly #sheets = new Map<RuleModel, Sheet>()
  /** All of them. */
  readonly #byRow: readonly Sheet[]
  /** People who converted both with and without a touch, by the model that credits the former. */
  readonly #both = new Map<Model, number>()
  readonly #rules: FoldRules
  readonly #note: Note
  readonly #weights = new Uint8Array(DRAWS)
  /** Credited since the last look. */
  #touches = 0

  constructor(rules: FoldRules, note: Note) {
    this.#rules = rules
    this.#note = note
    const { models } = rules
    for (const model of models) if (model !== 'markov') this.#sheets.set(model, new Sheet())
    this.#byRow = [this.#alike, ...this.#sheets.values()]
    this.chain = models.includes('markov') ? new Chain(rules.goOn) : undefined
    if (rules.drawn) this.#draw(rules.drawn)
  }

  #draw(values: ReadonlySet<number>): void {
    const whole = this.chain ? [this.chain.whole] : []
    for (const sheet of [this.none, ...this.#byRow, ...whole]) sheet.drawTotal()
    for (const sheet of this.#byRow) {
      for (const value of values) sheet.draw(value)
    }
  }

  /** The sheets whose lines together are a model's. */
  sheetsOf(model: Model): Sheet[] {
    const own = model === 'markov' ? undefined : this.#sheets.get(model)
    return own ? [this.#alike, own] : []
  }

  /** Of those who converted without a touch, how many have a part of another conversion under the model, too. */
  both(model: Model): number {
    return this.#both.get(model) ?? 0
  }

  add({ who, touches, conversions }: Person): void {
    this.#countVisits(touches)
    if (this.chain && conversions.every(({ count }) => count === 0)) this.#addWithout(touches)
    if (conversions.length === 0) return
    const isAlike = this.#isAlike(touches, conversions)
    const paths = this.#pathsOf(touches)
    const converted = this.chain && new Set<number>()
    let length = 0
    for (const conversion of conversions) {
      const path = paths.to(conversion.at)
      length += path.length
      if (length > MOST_OF_ONE) throw longPaths()
      this.#look(path.length)
      this.#addOne({ conversion, path }, isAlike ?? path.length <= 1)
      if (conversion.count > 0) addChosen(converted, path)
    }
    this.#end(who, converted)
  }

  #addOne(owned: Owned, isAlike: boolean): void {
    if (owned.path.length === 0) this.#addNone(owned.conversion)
    else if (isAlike) this.#addAlike(owned)
    else this.#addByModel(owned)
  }

  #look(touches: number): void {
    this.#touches += 1 + touches
    if (this.#touches < LOOK_EVERY) return
    this.#touches = 0
    this.#rules.goOn()
  }

  /** Whether no path is of several touches; undefined of one conversion, of which its path will tell. */
  #isAlike(touches: readonly Touch[], conversions: readonly Conversion[]): boolean | undefined {
    if (touches.length <= 1) return true
    if (conversions.length === 1) return undefined
    const paths = this.#pathsOf(touches)
    return conversions.every(({ at }) => paths.to(at).length <= 1)
  }

  #pathsOf(touches: readonly Touch[]): PathsBefore {
    const { path, lookback } = this.#rules
    return new PathsBefore(touches, path, lookback)
  }

  #countVisits(touches: readonly Touch[]): void {
    const { from, to } = this.#rules.span
    for (const { at, row, chosen } of touches) {
      if (chosen && at >= from && at < to) this.visits[row] = (this.visits[row] ?? 0) + 1
    }
  }

  /** Of whoever did not convert in the period. */
  #addWithout(touches: readonly Touch[]): void {
    const { to, now } = this.#rules.span
    this.chain?.addWithout(this.#pathsOf(touches).to(Math.min(to, now)))
  }

  #addNone(conversion: Conversion): void {
    const { chosen, count, money, fresh } = conversion
    if (chosen) this.none.add(0, count, money, fresh)
  }

  #addAlike(owned: Owned): void {
    this.#addPath(owned)
    const [model = 'first'] = this.#sheets.keys()
    this.#addWhole({ model, sheet: this.#alike, note: this.#note }, owned.path[0], owned.conversion)
  }

  #addPath({ conversion, path }: Owned): void {
    this.paths.add(path, conversion.count, conversion.money)
    this.lengths.add(path, conversion.at, conversion.count)
    if (!this.chain) return
    const { count, money, fresh } = conversion
    this.chain.addPath(path, count)
    this.chain.whole.add(0, count, money, fresh)
  }

  #addByModel(owned: Owned): void {
    this.#addPath(owned)
    const [first] = this.#sheets.keys()
    const { conversion, path } = owned
    const shared = { conversion, path, isShown: path.every(({ chosen }) => chosen) }
    for (const [model, sheet] of this.#sheets) {
      this.#addTo({ model, sheet, note: model === first ? this.#note : undefined }, shared)
    }
  }

  #addTo(into: Into, shared: Shared): void {
    const sole = soleTouch(into.model, shared.path)
    if (sole === undefined) this.#addShares(into, shared)
    else this.#addWhole(into, shared.path[sole], shared.conversion)
  }

  #addWhole({ sheet, note }: Into, touch: Touch | undefined, conversion: Conversion): void {
    if (!touch?.chosen) return
    const { count, money, fresh } = conversion
    sheet.add(touch.row, count, money, fresh)
    note?.(touch.row, touch.at, { conversions: count, money, fresh })
  }

  #addShares({ model, sheet, note }: Into, { conversion, path, isShown }: Shared): void {
    const { halfLife } = this.#rules
    const shares = sharesOf(model, path, { at: conversion.at, halfLife })
    const shown = isShown ? undefined : shownParts(model, path)
    const parts = conversion.money === 0 ? undefined : moneyParts(conversion, shares, shown)
    const seen = shown ? shares.map((share, i) => share * (shown[i] ?? 0)) : shares
    for (let i = 0; i < path.length; i++) {
      const touch = path[i]
      const share = seen[i] ?? 0
      if (touch === undefined || share === 0) continue
      const conversions = conversion.count * share
      const fresh = conversion.fresh * share
      const money = parts?.[i] ?? 0
      sheet.add(touch.row, conversions, money, fresh)
      note?.(touch.row, touch.at, { conversions, money, fresh })
    }
  }

  /** `converted`: the rows of which a chosen touch led to a conversion. */
  #end(who: number, converted: ReadonlySet<number> | undefined): void {
    if (this.#rules.drawn) weightsOf(who, this.#weights)
    if (this.none.hasConverted) this.#countBoth()
    this.none.endPerson(this.#weights)
    for (const sheet of this.#byRow) sheet.endPerson(this.#weights)
    if (converted) this.chain?.endPerson(this.#weights, converted)
  }

  #countBoth(): void {
    for (const model of this.#rules.models) {
      const sheets = model === 'markov' ? [this.chain?.whole] : this.sheetsOf(model)
      if (sheets.some((sheet) => sheet?.hasConverted)) this.#both.set(model, this.both(model) + 1)
    }
  }
}

function addChosen(rows: Set<number> | undefined, path: readonly Touch[]): void {
  if (!rows) return
  for (const { row, chosen } of path) if (chosen) rows.add(row)
}
