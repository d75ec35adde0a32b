import { parseError } from '@clickhouse/client'
import type { ClickHouse } from './client.ts'
import type { Where } from './connect.ts'

/** A text as parameters are written: what would end it or a line is marked. */
function escaped(text: string): string {
  return text.replace(/[\\'\t\n\r]/gu, (sign) => MARKED[sign] ?? sign)
}

const MARKED: Record<string, string> = {
  '\\': '\\\\',
  "'": "\\'",
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
}

/** A value as a parameter of a form: `[1,2]`, `['it\'s']`, `\N`. */
export function formValue(value: unknown): string {
  if (value === null) return '\\N'
  if (Array.isArray(value)) return `[${value.map(inList).join(',')}]`
  return typeof value === 'string' ? escaped(value) : String(value)
}

function inList(value: unknown): string {
  if (value === null) return 'NULL'
  return typeof value === 'string' ? `'${escaped(value)}'` : String(value)
}

/**
 * A statement whose answer is bytes, its parameters in the body however many they are: the client sends those of such a
 * statement in the address, which has no room for the numbers of 20,000 customers. `patience`: ms.
 */
export function execForm(where: Where, patience: number): ClickHouse['exec'] {
  const { origin, username, password, database } = where
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
  return async ({ query, query_params, query_id, clickhouse_settings, abort_signal }) => {
    const url = new URL(origin)
    const named = { database, ...(query_id !== undefined && { query_id }), ...clickhouse_settings }
    for (const [name, value] of Object.entries(named)) url.searchParams.set(name, String(value))
    const body = new FormData()
    body.set('query', query)
    for (const [name, value] of Object.entries(query_params)) {
      body.set(`param_${name}`, formValue(value))
    }
    const signals = [AbortSignal.timeout(patience), ...(abort_signal ? [abort_signal] : [])]
    const signal = AbortSignal.any(signals)
    const answer = await fetch(url, { method: 'POST', headers: { authorization }, body, signal })
    if (!answer.ok || !answer.body) throw parseError(await answer.text())
    return { stream: answer.body as AsyncIterable<Uint8Array> }
  }
}
