/** Another collector, and where it is reached: `http://10.0.0.5:8787`; null where nobody knows. */
export interface OtherCollector {
  number: number
  address: string | null
  /** This one has given it the site, which others may not know yet. */
  given?: true
}

/** Who has the events of which site. Each has one **owner**; a collector that is alone has all. */
export interface Owners {
  /** Of this collector. */
  readonly number: number
  /** Whether there are others. */
  areSeveral(): boolean
  /** Who has a site's events, by its domain; this one also where nobody knows the domain. */
  of(domain: string): 'here' | OtherCollector
  /** Another one by its number. */
  other(number: number): OtherCollector | undefined
  /** What collectors sign with what they pass on to one another; undefined while there is none. */
  secret(): string
  close(): void
}
