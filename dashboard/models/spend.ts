import { ask } from '../api.ts'
import type { Given } from '../routes.ts'
import { dailyRows, type MonthlySum, monthlyImport } from './monthly-spend.ts'
import { mayChange, siteDomain } from './sites.ts'
import { listAt } from './things.ts'
import { pageInView } from './view.ts'

export type SpendImport = Given<'/api/sites/:site/spend/imports', 'GET'>['items'][number]

/** The site's imports. Only who may not add to them needs to know before the page whether there are any. */
export const imports = listAt<SpendImport>('spend/imports', {
  may: () => !mayChange.value || pageInView.value.startsWith('return'),
})

const ROUTE = '/api/sites/:site/spend/imports/:name'

function named(name: string) {
  return { param: { site: siteDomain.peek() ?? '', name } }
}

/** Takes back a file of an import: a Problem where another is the newest. */
export async function undoImport(name: string, file: string | undefined): Promise<void> {
  await ask('POST', `${ROUTE}/undo`, { ...named(name), query: file === undefined ? {} : { file } })
}

/** Takes back an import with all its files. */
export async function removeImport(name: string): Promise<void> {
  await ask('DELETE', ROUTE, named(name))
}

/** Stores a month's sum day by day. */
export async function storeMonth(sum: MonthlySum): Promise<void> {
  const body = { import: monthlyImport(sum), rows: dailyRows(sum) }
  const param = { site: siteDomain.peek() ?? '' }
  await ask('POST', '/api/sites/:site/spend', { param, body })
}
