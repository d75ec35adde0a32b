import { sql } from 'kysely'
import type { CurrencyTotal, SpendRow } from '../spend/row.ts'
import { PACKED } from './spend.ts'
import type { Settings } from './tables.ts'

/** Which rows of spend: of one import, of days from and to, both inclusive. */
export interface SpendAsked {
  import?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

const COLUMNS = ['import', ...PACKED] as const

export type StandingRow = SpendRow & { import: string }

function asked(settings: Settings, site: number, { import: name, from, to }: SpendAsked) {
  let query = settings.selectFrom('standing_spend').where('site', '=', site)
  if (name !== undefined) query = query.where('import', '=', name)
  if (from !== undefined) query = query.where('day', '>=', from)
  if (to !== undefined) query = query.where('day', '<=', to)
  return query
}

/** The rows that count, in order of day and import; one more than `limit` tells that there are more. */
export async function listSpend(
  settings: Settings,
  site: number,
  { limit, offset, ...which }: SpendAsked & { limit: number; offset: number },
): Promise<StandingRow[]> {
  return await asked(settings, site, which)
    .select(COLUMNS)
    .orderBy('day')
    .orderBy('import')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute()
}

/** Every row that counts. */
export async function spendOf(
  settings: Settings,
  site: number,
  which: SpendAsked,
): Promise<StandingRow[]> {
  return await asked(settings, site, which).select(COLUMNS).orderBy('day').orderBy('id').execute()
}

/** What an import holds. */
export interface SpendImport {
  name: string
  /** Number of its newest file. */
  file: number
  platform: string
  /** When its newest file came, epoch ms. */
  at: number
  first: string
  last: string
  rows: number
  totals: CurrencyTotal[]
}

interface Summed extends Omit<SpendImport, 'totals'>, CurrencyTotal {}

/** The imports with what they hold in each currency, the newest first. */
export async function spendImports(settings: Settings, site: number): Promise<SpendImport[]> {
  const { rows } = await sql<Summed>`
    select s.import as name, f.id as file, f.platform as platform, f.at as at, min(s.day) as first,
      max(s.day) as last, count(*) as rows, s.currency as currency, sum(s.amount) as amount
    from standing_spend s
    join spend_file f on f.id = (
      select max(d.file) from spend_day d where d.site = s.site and d.import = s.import)
    where s.site = ${site}
    group by f.id, s.import, s.currency
    order by f.id desc, s.currency`.execute(settings)
  const imports = new Map<string, SpendImport>()
  for (const { currency, amount, ...part } of rows) {
    const known = imports.get(part.name)
    const totals = [...(known?.totals ?? []), { currency, amount }]
    const [first = part.first] = [part.first, known?.first ?? part.first].sort()
    const [last = part.last] = [part.last, known?.last ?? part.last].sort().reverse()
    imports.set(part.name, { ...part, first, last, rows: part.rows + (known?.rows ?? 0), totals })
  }
  return [...imports.values()]
}
