import { derive } from '../../acquisition/derive.ts'
import type { AcquisitionFacts } from '../../acquisition/facts.ts'
import { NO_RULES } from '../../acquisition/site-rules.ts'
import type { Connection } from './open.ts'
import { MOST_TEXT } from './quality.ts'

/** What acquisitions that go leave behind in words: how they were spelt, and what was warned of. */

interface Words {
  id: number
  site: number
  facts: string
  [field: string]: string | number | null
}

const FIELDS = ['source', 'medium', 'campaign', 'content', 'term', 'campaign_id'] as const

/** How campaigns were spelt, and what was warned of in their tags, unless others say the same. */
export function forgetWords(db: Connection, ids: ReadonlySet<number>): void {
  const one = db.prepare<[number], Words>(
    `select id, site, facts, ${FIELDS.join(', ')} from acquisition where id = ?`,
  )
  const warned = db.prepare(
    "delete from quality where site = ? and kind like 'warning:%' and detail = ?",
  )
  const spelt = db.prepare('delete from spelling where site = ? and field = ? and value = ?')
  const gone = [...ids].map((id) => one.get(id)).filter((row) => row !== undefined)
  const staying = stayingWords(db, gone, ids)
  for (const row of gone) {
    const facts = JSON.parse(row.facts) as AcquisitionFacts
    const { source = '', medium = '', campaign = '' } = facts.tags
    warned.run(row.site, `${source} / ${medium} / ${campaign}`.slice(0, MOST_TEXT))
    for (const [field, value] of saidBy(row, facts))
      if (!staying.has(`${row.site}/${field}/${value}`)) spelt.run(row.site, field, value)
  }
}

/** The words as they count now, and as they do without the site's rules. */
function saidBy(row: Words, facts: AcquisitionFacts) {
  const raw = derive(facts, null, NO_RULES)
  return FIELDS.flatMap((field) => [[field, row[field]] as const, [field, raw[field]] as const])
}

/** The values that other acquisitions of the same sites have. */
function stayingWords(
  db: Connection,
  gone: readonly Words[],
  ids: ReadonlySet<number>,
): Set<string> {
  const words = new Set<string>()
  const rows = db.prepare<[number], Words>(
    `select id, site, ${FIELDS.join(', ')} from acquisition where site = ?`,
  )
  for (const site of new Set(gone.map((row) => row.site)))
    for (const row of rows.iterate(site))
      if (!ids.has(row.id)) for (const field of FIELDS) words.add(`${site}/${field}/${row[field]}`)
  return words
}
