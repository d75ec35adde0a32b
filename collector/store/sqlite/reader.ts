import { Kysely, type RawBuilder, sql } from 'kysely'
import { readablePath } from '../../acquisition/escapes.ts'
import { matchesGlob } from '../../acquisition/glob.ts'
import { scaled } from '../../scaled.ts'
import type { EventReader, LocalRate, Tally, TallyAnswer } from '../port.ts'
import { RateTable } from '../rate-table.ts'
import { namedParameters } from '../shared-parameters.ts'
import { asNumber } from './as-number.ts'
import { heldDialect } from './held-dialect.ts'
import { historiesOf } from './histories.ts'
import { joined, keyExpression, keyReader } from './keys.ts'
import type { Connection } from './open.ts'
import { PackedRows } from './packed-rows.ts'
import { eachPackedVisit } from './packed-visits.ts'
import { SharingDialect } from './sharing-dialect.ts'
import { type TallyPlan, TallyState } from './tally.ts'
import { keyText, unpackId } from './uid.ts'
import { unitRows } from './unit-rows.ts'

/** Rows between two looks at whether anybody still waits: some tenths of a millisecond. */
const LOOK_EVERY = 1_024

interface Asker {
  /** Aborted once nobody waits for the answers any more. */
  signal?: AbortSignal
  /** Called before it is asked: a thread that is busy hears of nothing by itself. */
  look?(): void
  /** Of the same connection, kept for its next reader. */
  packed?: PackedRows
}

/**
 * Reads events over a connection that the reader then owns; `close` closes it. Once the signal is aborted, statements
 * throw, a tally also midway: SQLite's own interrupt cannot be reached from another thread.
 */
export function eventReader(
  db: Connection,
  { signal, look, packed = new PackedRows(db) }: Asker = {},
): EventReader {
  const kysely = new Kysely<unknown>({ dialect: new SharingDialect({ database: db }) })
  const goOn = () => {
    look?.()
    signal?.throwIfAborted()
  }
  defineFunctions(db)
  const withRates = defineRates(db)
  const fill = defineTally(db, goOn)
  const prepare = (statement: RawBuilder<unknown>) => {
    goOn()
    const { sql: text, parameters } = statement.compile(kysely)
    return { prepared: db.prepare<object>(text), parameters: namedParameters(parameters) }
  }
  const run = (statement: RawBuilder<unknown>): unknown => {
    const { prepared, parameters } = prepare(statement)
    return prepared.pluck().get(parameters)
  }
  const tallied = (parts: Tally): TallyState => {
    const state = new TallyState(planOf(db, parts))
    const columns = columnsOf(parts)
    const { site, visits: span, rates } = parts
    const asked = span && { site, span, columns, goOn }
    const copied = asked && eachPackedVisit(packed, asked, (row) => state.add(row))
    if (!copied) {
      const statement = sql`select tally(${columns.length > 0 ? sql.join(columns) : sql.lit(0)}) ${parts.from}`
      fill(state, () => withRates(rates, () => run(statement)))
    }
    return state
  }
  const rows = <Row>(statement: RawBuilder<Row>): Row[] => {
    const { prepared, parameters } = prepare(statement)
    return prepared.all(parameters) as Row[]
  }
  return {
    dialect: heldDialect(db),
    rows: async (statement) => rows(statement),
    units: unitRows({ db, rows, goOn }),
    async *stream<Row>(statement: RawBuilder<Row>): AsyncIterable<Row> {
      const { prepared, parameters } = prepare(statement)
      yield* prepared.iterate(parameters) as IterableIterator<Row>
    },
    async tally(parts: Tally): Promise<TallyAnswer> {
      return tallied(parts).answer()
    },
    async tallyAmong(whole: Tally, part: Tally): Promise<[TallyAnswer, TallyAnswer]> {
      const all = tallied(whole)
      return [all.answer(), tallied(part).answerAmong(all)]
    },
    histories: historiesOf({
      db,
      packed,
      goOn,
      run: (statement, rates) => withRates(rates, () => run(statement)),
    }),
    goOn,
    async close() {
      db.close()
    },
  }
}

function defineFunctions(db: Connection): void {
  const pure = { deterministic: true }
  db.function('glob_match', pure, (text: unknown, pattern: unknown) =>
    typeof text === 'string' && matchesGlob(String(pattern), text) ? 1 : 0,
  )
  db.function('person_key', pure, (key: unknown) =>
    key === null ? null : keyText(key as Buffer | string),
  )
  db.function('id_text', pure, (id: unknown) =>
    id === null ? null : unpackId(id as Buffer | string),
  )
  db.function('number_of', pure, (text: unknown) => asNumber(String(text)))
  db.function('lower_text', pure, (text: unknown) =>
    text === null ? null : String(text).toLowerCase(),
  )
  db.function('readable_path', pure, (path: unknown) =>
    path === null ? null : readablePath(String(path)),
  )
  db.function('scaled', pure, (amount: unknown, ratio: unknown, shift: unknown) =>
    amount === null || ratio === null ? null : scaled(Number(amount), String(ratio), Number(shift)),
  )
}

/** Registers the look-up of rates; a statement asks those that are set while it runs. */
function defineRates(
  db: Connection,
): (given: readonly LocalRate[] | undefined, run: () => unknown) => unknown {
  let rates: RateTable | undefined
  db.function('rate_at', (currency: unknown, time: unknown) =>
    currency === null ? null : (rates?.at(String(currency), Number(time)) ?? null),
  )
  return (given, run) => {
    rates = new RateTable(given ?? [])
    return run()
  }
}

/** Registers the aggregate; a statement's rows go into the state that is set while it runs. */
function defineTally(
  db: Connection,
  goOn: () => void,
): (filled: TallyState, run: () => unknown) => void {
  let state: TallyState | undefined
  let rows = 0
  db.aggregate<unknown>('tally', {
    varargs: true,
    start: () => null,
    step: (_: unknown, ...row: unknown[]) => {
      rows++
      if (rows % LOOK_EVERY === 0) goOn()
      state?.add(row)
    },
    result: () => null,
  })
  return (filled, run) => {
    state = filled
    try {
      run()
    } finally {
      state = undefined
    }
  }
}

function planOf(db: Connection, parts: Tally): TallyPlan {
  const keys = joined(parts.keys)
  return {
    keys: keys.map((keys) => keyReader(db, parts.site, keys)),
    listed: keys.findIndex(([key]) => key.kind === 'label' && key.many),
    unit: parts.unit !== undefined,
    person: parts.person !== undefined,
    sums: parts.sums.length,
  }
}

/** What a row of a tally says, as `TallyState.add` takes it. */
function columnsOf(parts: Tally): RawBuilder<unknown>[] {
  return [
    ...(parts.unit ? [parts.unit] : []),
    ...(parts.person ? [parts.person] : []),
    ...joined(parts.keys).map(([key]) => keyExpression(key)),
    ...parts.sums,
  ]
}
