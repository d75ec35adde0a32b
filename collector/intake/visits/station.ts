import type { Ledger } from '../../store/ledger.ts'
import { type Arrivals, arrivals } from './arrivals.ts'
import { type Engagement, engagement } from './engagement.ts'
import { Instants } from './instants.ts'
import { type RecutQueue, recutQueue } from './recuts.ts'

/** The ledger, and what the rules of visits remember beside it. Made anew with the ledger. */
export interface Station extends Omit<Ledger, 'recuts'> {
  recuts: RecutQueue
  arrivals: Arrivals
  engagement: Engagement
  instants: Instants
}

export function station(ledger: Ledger): Station {
  return {
    ...ledger,
    recuts: recutQueue(ledger.recuts),
    arrivals: arrivals(ledger.interner),
    engagement: engagement(ledger),
    instants: new Instants(),
  }
}
