import { Explained } from '../explained.ts'
import { COLLECTOR_FILE } from '../store/clickhouse/schema.ts'
import type { LeftClient } from './left-there.ts'
import { numbersOf } from './rows.ts'
import { type InsertClient, WRITTEN } from './sink.ts'

/*
 * A number in ClickHouse belongs to one file: whoever else sent under it would remove that file's rows when it begins, and write
 * over them afterwards. Each time that a number is taken has a turn of its own, one more than the last; the last turn counts.
 *
 *   collector  turn  file
 *           0     1  3f0c…    the first that came
 *           0     2  91ab…    `backfill --replace` on another folder
 */

declare const own: unique symbol
/** A collector's number of which ClickHouse has just said that it is this file's. */
export type OwnNumber = number & { readonly [own]: true }

export interface Claim {
  collector: number
  /** Identity of the file. */
  file: string
  /** The file has gone there before, so what is there is taken for its own. */
  hasBegun: boolean
  /** Epoch ms. */
  now: number
}

type Client = Pick<LeftClient, 'query'> & InsertClient

/** The number is another file's. */
export class TakenNumberError extends Explained {}

/**
 * The number, where it is this file's or nobody's, whose it then becomes. Throws TakenNumberError where another file has it, or
 * rows are there that nobody knows the file of; then nothing was changed.
 */
export async function ownNumber(client: Client, claim: Claim): Promise<OwnNumber> {
  const last = await lastTurn(client, claim.collector)
  if (last.turn > 0) return required(last, claim)
  if (!claim.hasBegun && (await hasRows(client, claim.collector))) throw unknownFile(claim)
  return await taken(client, last, claim)
}

/** The number becomes this file's, whosever it was. */
export async function replacedNumber(client: Client, claim: Claim): Promise<OwnNumber> {
  const last = await lastTurn(client, claim.collector)
  return last.file === claim.file ? required(last, claim) : await taken(client, last, claim)
}

interface Turn {
  /** 0: nobody has had the number. */
  turn: number
  file: string
}

async function rowsOf<Row>(client: Client, query: string, query_params: Record<string, unknown>) {
  const form = { format: 'JSONEachRow', use_multipart_params_auto: true } as const
  const answer = await client.query({ query, query_params, ...form })
  return (await answer.json()) as Row[]
}

async function lastTurn(client: Client, collector: number): Promise<Turn> {
  const [last] = await rowsOf<Turn>(
    client,
    `select turn, file from ${COLLECTOR_FILE} where collector = {collector:UInt16}
      order by turn desc, at, file limit 1`,
    { collector },
  )
  return last ?? { turn: 0, file: '' }
}

async function hasRows(client: Client, collector: number): Promise<boolean> {
  const query = 'select id from visit where id >= {first:Int64} and id < {end:Int64} limit 1'
  return (await rowsOf(client, query, { ...numbersOf(collector) })).length > 0
}

/** Of two that take the same turn at once the one whose row is stored first has it: the other's is left out as known. */
async function taken(client: Client, { turn }: Turn, claim: Claim): Promise<OwnNumber> {
  const { collector, file, now } = claim
  await client.insert({
    table: COLLECTOR_FILE,
    columns: ['collector', 'turn', 'file', 'at'],
    values: [[collector, turn + 1, file, now]],
    format: 'JSONCompactEachRow',
    clickhouse_settings: {
      ...WRITTEN,
      insert_deduplicate: 1,
      insert_deduplication_token: `collector ${collector}, turn ${turn + 1}`,
    },
  })
  const last = await lastTurn(client, collector)
  // A replica that has not heard of it yet.
  if (last.turn <= turn) throw new Error(`nothing says yet whose collector ${collector} is`)
  return required(last, claim)
}

function required(last: Turn, { collector, file }: Claim): OwnNumber {
  if (last.file === file) return collector as OwnNumber
  throw new TakenNumberError(
    `Another data folder sends to this ClickHouse as collector ${collector}, so this one sends nothing. ${apart('it', 'is to take its place for good')}`,
  )
}

function unknownFile({ collector }: Claim): TakenNumberError {
  return new TakenNumberError(
    `This ClickHouse has rows of collector ${collector}, and does not say which data folder they are from. ${apart('they are from another one', 'has sent them, or is to take the place of the one that has')}`,
  )
}

function apart(other: string, which: string): string {
  const when = other === 'it' ? 'Give' : `If ${other}, give`
  return `${when} each its own TRIBUTARY_COLLECTOR where they share their settings, else a database of its own. If this folder ${which}, "tributary clickhouse backfill --replace": that removes what is there under this number.`
}
