import { isFollowUp, type VisitEvent } from '../../store/event-rows.ts'
import type { Visit } from '../../store/visits.ts'
import type { Moment } from './partition.ts'

/** A stored event, as the rules of visits see it. */
export class Member implements Moment {
  readonly row: VisitEvent
  /** The visit it lies in so far. */
  readonly lies: Visit
  readonly at: number
  readonly nth: number
  readonly user: number | null
  readonly tells: boolean
  readonly opens: boolean
  readonly origin: string | null
  readonly campaign: string | null

  constructor(row: VisitEvent, lies: Visit, came: Pick<Moment, 'origin' | 'campaign'>) {
    this.row = row
    this.lies = lies
    this.at = row.at
    this.nth = row.nth ?? 0
    this.user = row.user
    this.tells = isFollowUp(row.name)
    this.opens = row.page !== null && !this.tells
    this.origin = came.origin
    this.campaign = came.campaign
  }

  // Only ties and follow-ups ask for these.
  get id(): string {
    return this.row.id
  }

  get of(): string | null {
    return this.row.of
  }
}
