import type { Config } from '../config.ts'
import { growsFor, heldInWords, heldOf } from '../forward/held-status.ts'
import { forwarderOf } from '../forward/outbox.ts'
import type { Connection } from '../store/sqlite/open.ts'
import { type Finding, finding } from './finding.ts'
import { inDatabase } from './in-database.ts'

const NAME = 'kept events'

/** From when on the file holds all events, and whether what is older leaves it as it should. */
export function held(config: Config): Finding {
  return inDatabase(config, (db) => heldIn(db, config)) ?? ofSettings(config, '')
}

function heldIn(db: Connection, config: Config): Finding {
  const words = heldInWords(heldOf(db))
  const stays = forwarderOf(db)?.stays
  if (config.clickhouseUrl && stays) {
    const mend = 'see "tributary clickhouse verify"; what differs stays in the file'
    return finding(NAME, 'warn', `some do not leave: ${stays}`, mend)
  }
  const grows = config.keepDays === undefined ? undefined : growsFor(db)
  if (config.clickhouseUrl && grows) return finding(NAME, 'warn', `the file does not shrink`, grows)
  return ofSettings(config, words)
}

function ofSettings({ clickhouseUrl, keepDays }: Config, words: string): Finding {
  if (!clickhouseUrl && words !== '') {
    const detail = `older events are in a ClickHouse that is not set; the file holds ${words}`
    return finding(NAME, 'bad', detail, 'set TRIBUTARY_CLICKHOUSE_URL again')
  }
  if (!clickhouseUrl && keepDays !== undefined) {
    const mend = 'set TRIBUTARY_CLICKHOUSE_URL, or take TRIBUTARY_KEEP_DAYS away'
    return finding(NAME, 'bad', 'they leave for a ClickHouse that is not set', mend)
  }
  return finding(NAME, 'good', words === '' ? 'all in the file' : `the file holds ${words}`)
}
