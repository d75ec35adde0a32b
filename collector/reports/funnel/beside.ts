import type { RawBuilder } from 'kysely'
import type { Key, MarkedMoment } from '../../store/port.ts'

type Value = MarkedMoment['beside'][number]

/** Reads of a moment what was asked for beside it. */
export type Reading = (moment: MarkedMoment) => Value

/** What is asked for beside each moment, as it comes to be needed. */
export class Beside {
  readonly keys: Key[] = []

  key(key: Key): Reading {
    const place = this.keys.push(key) - 1
    return ({ beside }) => beside[place] ?? null
  }

  value(value: RawBuilder<unknown>, kept?: 'numbers' | 'rare'): Reading {
    return this.key({ kind: 'value', value, ...(kept && { kept }) })
  }
}
