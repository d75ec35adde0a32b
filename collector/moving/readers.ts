import type { AnyFormat } from './format.ts'
import { ga4Rows } from './ga4/read-bigquery.ts'
import { ga4Csv } from './ga4-csv/read-ga4-csv.ts'
import { matomo } from './matomo/read-matomo.ts'
import { own } from './own/read-own.ts'
import { plausible } from './plausible/read-plausible.ts'
import { table } from './table/read-table.ts'
import { umami } from './umami/read-umami.ts'

/** Every kind of file that is read, in the order in which one is looked at: the surest sign first. */
export const READERS: readonly AnyFormat[] = [own, umami, matomo, plausible, ga4Rows, ga4Csv, table]
