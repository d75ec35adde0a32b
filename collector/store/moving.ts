/** What of a site goes from one collector's file to another's, and how (docs/decisions/0017-several-collectors.md). */

/** A column's value; bytes are base64. */
export type MovingValue = string | number | null | { b: string }
export type MovingRow = Readonly<Record<string, MovingValue>>

/** What rows name by a number of their own file, and are found by in another: by their texts. */
export const LABELS = [
  'name',
  'title',
  'query',
  'client',
  'place',
  'page',
  'acquisition',
  'person',
] as const
export type Label = (typeof LABELS)[number]

/** Which columns name which label. */
export const REFERENCES = {
  visit: {
    visitor: 'person',
    person: 'person',
    user: 'person',
    acquisition: 'acquisition',
    client: 'client',
    place: 'place',
    landing: 'page',
    exit: 'page',
  },
  event: {
    name: 'name',
    page: 'page',
    title: 'title',
    acquisition: 'acquisition',
    query: 'query',
    user: 'person',
    account: 'person',
  },
  acquisition: { page: 'page' },
  person: { account: 'person' },
} as const satisfies Record<string, Record<string, Label>>

/** Rows as they are now in the file that the site leaves. Stored twice it is stored once; of two the later counts. */
export interface Slice {
  extents: MovingRow[]
  visits: MovingRow[]
  /** All of these visits. */
  events: MovingRow[]
  /** People themselves; those among the labels are only named. */
  people: MovingRow[]
  labels: Partial<Record<Label, MovingRow[]>>
  gone: { visits: number[]; people: MovingRow[] }
}

/** Tables that go as a whole, at the end. */
export const SHEETS = [
  'spelling',
  'quality',
  'allowance',
  'property',
  'site_salt',
  'imported_file',
  'imported_day',
] as const
export type Sheets = Record<(typeof SHEETS)[number] | 'extent', MovingRow[]> & {
  /** Of the rows that the other engine was told last; null where there is none. */
  version: number | null
}

/** How far the sums of an import have been told; as long as it counts they stay as they are. */
export interface ImportPlace {
  number: number
  id: string
  kind: number
  day: number
  key: number
}

/** Some of an import's sums, in the order of their places, with what they are about. */
export interface ImportPart {
  keys: MovingRow[]
  sums: MovingRow[]
  place: ImportPlace
}

/** How far a slice reaches. */
export interface SlicePlace {
  extent: number
  visit: number
  notes: { kind: number; key: number | string; round: number }[]
}

export interface NextSlice {
  slice: Slice
  place: SlicePlace
  /** Of visits and people that have changed, how many are left; infinitely many while not all was told once. */
  left: number
}

/** A site that leaves a file. */
export interface Departure {
  site: number
  /** Names the attempt. */
  id: string
  /** Number of the collector that it goes to. */
  collector: number
  /**
   * `copying`: it is here. `leaving`: nothing of it can be written here any more; the other one may have it by now. `taken`: the other
   * one has it, and here it is removed.
   */
  state: 'copying' | 'leaving' | 'taken'
  /** Extents that have been told, and all. */
  told: number
  all: number
  /** Visits and people that have changed since they were told. */
  changed: number
  /** Why it stands still; null where it goes on. */
  failure: string | null
}

/** What the file that a site leaves is asked for. */
export interface Departures {
  all(): Departure[]
  /** Begins, or answers the one that is under way. Throws a Refusal where the site cannot leave now. */
  begin(departure: Pick<Departure, 'site' | 'id' | 'collector'>): Departure
  /** Begins to tell from the start: the other one knows nothing of it. */
  again(site: number): void
  /** What is to be told next; undefined where nothing waits. */
  next(site: number): NextSlice | undefined
  /** The other one has it. */
  told(site: number, place: SlicePlace): void
  /** The imports of days that count. */
  imports(site: number): MovingRow[]
  /** What follows of one; undefined where nothing does. */
  nextOfImport(site: number, place: ImportPlace): ImportPart | undefined
  /** From here on nothing of the site is written here. Answers what is left to tell; undefined while slices wait. */
  leave(site: number): Sheets | undefined
  /** The other one has it all and goes on. */
  taken(site: number): void
  /** Removes what is left here. */
  clear(site: number): Promise<void>
  /** Whether another engine has been told that it is gone. */
  isCleared(site: number): boolean
  end(site: number): void
  /** It stays, as long as it has not left. */
  cancel(site: number): void
  failed(site: number, reason: string | null): void
}

/** A site that comes to a file. */
export interface Arrival {
  site: number
  /** Of the departure. */
  id: string
  /** Number of the collector that it comes from. */
  collector: number
}

/** What the file that a site comes to is asked for. */
export interface Arrivals {
  /** Answers whether it knew of this attempt. What it has of an earlier one is removed. */
  begin(arrival: Arrival): Promise<boolean>
  store(site: number, id: string, slice: Slice): void
  /** Answers how far the sums of these imports are here. Begins anew where it has another. */
  imports(site: number, id: string, files: readonly MovingRow[]): Promise<ImportPlace[]>
  storeImport(site: number, id: string, part: ImportPart): void
  /** The site is here from now on. */
  take(site: number, id: string, sheets: Sheets): void
  /** The other file has nothing of it any more. Answers whether this one's rows are all told to another engine, too. */
  settle(site: number): boolean
  /** It stays where it was. */
  cancel(site: number): Promise<void>
}
