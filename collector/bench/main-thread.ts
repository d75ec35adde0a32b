/** One event of Chromium's trace, as far as it is read: https://chromium.googlesource.com/catapult, "Trace Event Format". */
export interface TraceEvent {
  name: string
  pid: number
  tid: number
  /** Microseconds of a clock that only goes forward. */
  ts: number
  /** Microseconds it took, by the clock and, where the system tells, by the processor. */
  dur?: number
  tdur?: number
  args?: { data?: { url?: string }; fileName?: string }
}

function isOf(script: string): (event: TraceEvent) => boolean {
  return ({ args, dur }) =>
    dur !== undefined && (args?.data?.url === script || args?.fileName === script)
}

/** Milliseconds of a page's main thread. */
export interface Spent {
  /** Compiling and running a script, and what the page's events called it back for. */
  load: number
  /** What its timers called it back for. */
  later: number
}

function encloses(outer: TraceEvent, inner: TraceEvent): boolean {
  const { pid, tid, ts, dur = 0 } = outer
  return pid === inner.pid && tid === inner.tid && ts <= inner.ts && inner.ts < ts + dur
}

/** What the main thread spent on a script. Time without the processor is the machine's, not the script's. */
export function spentOn(script: string, trace: readonly TraceEvent[]): Spent {
  const own = trace.filter(isOf(script))
  const main = own.find(({ name }) => name === 'EvaluateScript')
  const timers = trace.filter(({ name }) => name === 'TimerFire')
  const spent = { load: 0, later: 0 }
  for (const event of own) {
    if (event.pid !== main?.pid || event.tid !== main.tid) continue
    // What began inside another is part of it.
    if (own.some((other) => other !== event && encloses(other, event))) continue
    const when = timers.some((timer) => encloses(timer, event)) ? 'later' : 'load'
    spent[when] += (event.tdur ?? event.dur ?? 0) / 1000
  }
  return spent
}
