import type { Field } from '../../collector/billing/columns.ts'
import type { SubscriptionFileAnswer } from '../../collector/reports/subscription-file.ts'
import { ask } from '../api.ts'
import { guest } from '../opened-as.ts'
import type { Given } from '../routes.ts'
import { type Dropped, DroppedFiles, mannerTexts } from './dropped-files.ts'
import { refreshAll } from './resource.ts'
import { siteHere } from './sites.ts'
import { listAt } from './things.ts'
import { pageInView } from './view.ts'

export type { Field, SubscriptionFileAnswer }

/** How a file is to be read, where somebody said so. */
export interface SubscriptionManner {
  /** What the column of customers holds. */
  as?: 'account' | 'user'
  mapping?: Partial<Record<Field, string>>
  skip_bad?: boolean
}

export type SubscriptionFile = Dropped<SubscriptionManner, SubscriptionFileAnswer>
export type SubscriptionImport = Given<
  '/api/sites/:site/subscriptions/imports',
  'GET'
>['items'][number]

/** The files that were taken in, the newest first. */
export const subscriptionImports = listAt<SubscriptionImport>('subscriptions/imports', {
  may: () => !guest && pageInView.value === 'customers/revenue',
})

/** Names are told as long as that. */
const MOST_NAME = 200

/** The files of subscriptions that were given to the page. Only the newest of all can be taken back. */
export const subscriptionFiles = new DroppedFiles<SubscriptionManner, SubscriptionFileAnswer>({
  path: 'subscriptions',
  texts: ({ as, mapping, skip_bad }, name) => ({
    ...(as && { as }),
    ...mannerTexts({ mapping, skip_bad }),
    name: name.slice(0, MOST_NAME),
  }),
  isLike: () => true,
  undo: async ({ import: id }) => {
    if (id !== null) await takeBack(id)
  },
  follow: followSubscriptions,
})

/** Takes a file back with all that it told: a Problem where another is the newest. */
export async function takeBack(id: string): Promise<void> {
  await ask('DELETE', '/api/sites/:site/subscriptions/imports/:id', {
    param: { site: siteHere(), id },
  })
}

/** Asks again for what the page shows of subscriptions. */
export function followSubscriptions(): void {
  subscriptionImports.ask()
  refreshAll()
}
