import { DRAWS, weightsOf } from '../../acquisition/credit/draws.ts'
import {
  type Credit,
  creditsOf,
  type RuleModel,
  seenPath,
  type Touch,
} from '../../acquisition/credit/models.ts'
import { shareOut } from '../../acquisition/credit/share-out.ts'
import { Refusal } from '../../refusal.ts'
import type { AskedAttribution, Model } from './asked.ts'
import { Chain } from './chain.ts'
import type { Conversion } from './conversions.ts'
import { type Credited, Sheet } from './sheet.ts'
import { TopPaths } from './top-paths.ts'
import { type Person, shownValue } from './touches.ts'

/** What of an attribution the fold needs to know. */
export type FoldRules = Pick<AskedAttribution, 'models' | 'path' | 'lookback' | 'halfLife'> & {
  /** Instants of the period; it ends now, where that is earlier. */
  span: { from: number; to: number; now: number }
  /** Numbers of the values whose credit is drawn; undefined where nothing is. */
  drawn: ReadonlySet<number> | undefined
}

/** One credit of the model that is asked for first: when its visit was, and how much it is. */
export type Note = (value: number, at: number, credited: Credited) => void

/** Touches of one person's paths together: each is credited under each model. */
const MOST_OF_ONE = 2_000_000

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

/** Folds people, whoever comes first, into the credit of each row under each model. */
export class Fold {
  /** Visits of the period by the number of their value. */
  readonly visits: number[] = []
  /** Conversions without any touch. */
  readonly none = new Sheet()
  readonly paths = new TopPaths()
  readonly chain: Chain | undefined
  /** Of people whose paths are single touches, where all models agree but Markov's. */
  readonly #alike = new Sheet()
  readonly #sheets = new Map<RuleModel, Sheet>()
  readonly #rules: FoldRules
  readonly #note: Note
  readonly #weights = new Uint8Array(DRAWS)

  constructor(rules: FoldRules, note: Note) {
    this.#rules = rules
    this.#note = note
    const { models } = rules
    for (const model of models) if (model !== 'markov') this.#sheets.set(model, new Sheet())
    this.chain = models.includes('markov') ? new Chain() : undefined
    if (rules.drawn) this.#draw(rules.drawn)
  }

  #draw(values: ReadonlySet<number>): void {
    const byRow = [this.#alike, ...this.#sheets.values()]
    const whole = this.chain ? [this.chain.whole] : []
    for (const sheet of [this.none, ...byRow, ...whole]) sheet.drawTotal()
    for (const sheet of byRow) {
      for (const value of values) sheet.draw(value)
    }
  }

  /** The sheets whose lines together are a model's. */
  sheetsOf(model: Model): Sheet[] {
    const own = model === 'markov' ? undefined : this.#sheets.get(model)
    return own ? [this.#alike, own] : []
  }

  add({ who, touches, conversions }: Person): void {
    this.#countVisits(touches)
    if (this.chain && conversions.every(({ count }) => count === 0)) this.#addWithout(touches)
    if (conversions.length === 0) return
    const owned = this.#owned(touches, conversions)
    const isAlike = owned.every(({ path }) => path.length <= 1)
    for (const one of owned) {
      if (one.path.length === 0) this.#addNone(one.conversion)
      else if (isAlike) this.#addAlike(one)
      else this.#addByModel(one)
    }
    this.#end(who, owned)
  }

  #owned(touches: readonly Touch[], conversions: readonly Conversion[]): Owned[] {
    let length = 0
    return conversions.map((conversion) => {
      const path = this.#pathBefore(touches, conversion.at)
      length += path.length
      if (length > MOST_OF_ONE) throw longPaths()
      return { conversion, path }
    })
  }

  #countVisits(touches: readonly Touch[]): void {
    const { from, to } = this.#rules.span
    for (const { at, row } of touches) {
      const value = shownValue(row)
      if (value === undefined || at < from || at >= to) continue
      this.visits[value] = (this.visits[value] ?? 0) + 1
    }
  }

  /** The visits from the lookback's begin to an instant, both included, as the models see them. */
  #pathBefore(touches: readonly Touch[], to: number): readonly Touch[] {
    const { lookback, path } = this.#rules
    const from = to - lookback
    let end = touches.length
    while (end > 0 && (touches[end - 1]?.at ?? 0) > to) end--
    let begin = end
    while (begin > 0 && (touches[begin - 1]?.at ?? 0) >= from) begin--
    const own = touches.slice(begin, end)
    return own.length <= 1 ? own : seenPath(own, path)
  }

  /** Of whoever did not convert in the period. */
  #addWithout(touches: readonly Touch[]): void {
    if (!this.chain) return
    const { to, now } = this.#rules.span
    this.chain.addWithout(this.#pathBefore(touches, Math.min(to, now)))
  }

  #addNone(conversion: Conversion): void {
    if (!conversion.chosen) return
    this.none.add(0, wholeOf(conversion))
  }

  #addAlike({ conversion, path }: Owned): void {
    const [touch] = path
    if (!touch) return
    this.#addPath({ conversion, path })
    const value = shownValue(touch.row)
    if (value === undefined) return
    const credited = wholeOf(conversion)
    this.#alike.add(value, credited)
    this.#note(value, touch.at, credited)
  }

  #addPath({ conversion, path }: Owned): void {
    this.paths.add(path, conversion.count, conversion.money)
    if (!this.chain) return
    this.chain.addPath(path, conversion.count)
    this.chain.whole.add(0, wholeOf(conversion))
  }

  #addByModel({ conversion, path }: Owned): void {
    this.#addPath({ conversion, path })
    const [first] = this.#sheets.keys()
    for (const [model, sheet] of this.#sheets) {
      const note = model === first ? this.#note : undefined
      this.#addTo(sheet, { model, conversion, path }, note)
    }
  }

  #addTo(
    sheet: Sheet,
    { model, conversion, path }: Owned & { model: RuleModel },
    note: Note | undefined,
  ): void {
    const { halfLife } = this.#rules
    const credits = creditsOf(model, path, { at: conversion.at, halfLife })
    const parts = partsOf(conversion, credits)
    for (const [i, { at, row, share }] of credits.entries()) {
      const value = shownValue(row)
      if (value === undefined) continue
      const credited = {
        conversions: conversion.count * share,
        money: parts[i] ?? 0,
        fresh: conversion.fresh * share,
      }
      sheet.add(value, credited)
      note?.(value, at, credited)
    }
  }

  #end(who: number, owned: readonly Owned[]): void {
    if (this.#rules.drawn) weightsOf(who, this.#weights)
    const byRow = [this.#alike, ...this.#sheets.values()]
    const whole = this.chain ? [this.chain.whole] : []
    // Whoever has credit elsewhere counts there, so that a total counts people once.
    const isElsewhere = [...byRow, ...whole].some((sheet) => sheet.hasConverted)
    this.none.endPerson(this.#weights, !isElsewhere)
    for (const sheet of byRow) sheet.endPerson(this.#weights)
    if (!this.chain) return
    const converted = owned.filter(({ conversion }) => conversion.count > 0)
    const rows = new Set(converted.flatMap(({ path }) => path.map(({ row }) => row)))
    this.chain.endPerson(this.#weights, rows)
  }
}

/** All of it. */
function wholeOf({ count, money, fresh }: Conversion): Credited {
  return { conversions: count, money, fresh }
}

/** The money in parts, none where there is none: of an order's refund, what is given back until then less what was given back before. */
function partsOf({ money, refunded }: Conversion, credits: readonly Credit[]): number[] {
  if (money === 0) return []
  if (credits.length === 1) return [money]
  const shares = credits.map(({ share }) => share)
  if (!refunded) return shareOut(money, shares)
  const before = shareOut(refunded.before, shares)
  return shareOut(refunded.after, shares).map((part, i) => (before[i] ?? 0) - part)
}
