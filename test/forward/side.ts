import { type Leaving, leaving } from '../../collector/forward/leaving.ts'
import { beginForwarding } from '../../collector/forward/outbox.ts'
import { type Rounds, rounds } from '../../collector/forward/rounds.ts'
import { tableRows } from '../../collector/forward/rows.ts'
import { differingDays } from '../../collector/forward/verify.ts'
import { erasePeople } from '../../collector/store/sqlite/erase.ts'
import { sweepLeftovers } from '../../collector/store/sqlite/leftovers.ts'
import { type Collector, collector } from '../intake/collector.ts'
import { DAY, NOW, SITE } from '../store/happenings.ts'
import { Heap } from './heap.ts'

export const KEEP = 14
const GOING = new AbortController().signal
const BETWEEN = { forget: () => undefined, pause: async () => {} }

/** A file, and what another engine was told of it. */
export class Side {
  readonly one: Collector = collector({ now: () => NOW })
  readonly heap = new Heap()
  readonly forwarding: Rounds
  readonly leaving: Leaving

  constructor() {
    const { db } = this.one
    const told = tableRows(0)
    this.forwarding = rounds(db, told, { sink: this.heap, there: this.heap, now: () => NOW })
    const from = { db, there: this.heap, told, keepDays: KEEP, now: () => NOW }
    this.leaving = leaving({ ...from, pause: async () => {} })
    beginForwarding(db)
  }

  /** All that may leave now. */
  async leave(): Promise<void> {
    await this.forwarding.run()
    await this.leaveTold()
  }

  /** Of what has been told. */
  async leaveTold(): Promise<void> {
    while ((await this.leaving.some(GOING)) !== 'done');
    this.one.store.forget()
  }

  count(table: string): number {
    return this.one.db.prepare<[], number>(`select count(*) from ${table}`).pluck().get() ?? 0
  }

  differing() {
    return differingDays({ db: this.one.db, there: this.heap, told: tableRows(0) }, SITE)
  }

  async erase(kind: 'user' | 'visitor' | 'account', id: string) {
    const erased = await erasePeople(this.one.db, SITE, { kind, id }, BETWEEN)
    this.one.store.forget()
    return erased
  }

  /** All is told, and what nobody refers to any more is gone on both sides. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 3; turn++) {
      await this.forwarding.run()
      await this.tidy()
    }
    await this.forwarding.run()
  }

  async tidy(): Promise<void> {
    await sweepLeftovers(this.one.db, BETWEEN)
    this.one.store.forget()
  }
}

export const view = (id: string, days: number, more: object = {}) => ({
  ...{ id: `${id}-event`, name: 'pageview', at: NOW - days * DAY },
  ...{ url: 'https://example.com/a', visitor: 'ann' },
  ...more,
})
