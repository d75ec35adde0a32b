/** How far a shared link reaches. */
export interface ReportScope {
  /** null: all of the site's visits. */
  segment: string | null
  /** Those that it shows beside the counts of visits. */
  reports?: readonly string[]
}

/** Whom a report is for: callers share the threads evenly. */
export interface ReportCaller {
  key: string
  /** Came by a shared link. */
  guest: boolean
}

export interface RunOptions {
  signal?: AbortSignal
  /** Without one the server asks for itself. */
  caller?: ReportCaller
  /** Of an answer that has begun: it waits for its turn as long as it takes, and is not refused for many others. */
  patient?: boolean
  /** What whoever came by a shared link may see. */
  scope?: ReportScope
}

export interface ReportsPort {
  /** Runs a report in a worker thread. Rejects with an error that carries `status` and `detail`. */
  run(name: string, site: string, request: unknown, options: RunOptions): Promise<unknown>
  /** Somebody is about to ask: a thread that has to start starts now. */
  expect(): void
  close(): Promise<void>
}
