import { expect, test } from 'vitest'
import { spentOn, type TraceEvent } from '../../collector/bench/main-thread.ts'

const SCRIPT = 'https://growth.example/t/example.com.js'

function event(name: string, ts: number, dur: number, more: Partial<TraceEvent> = {}): TraceEvent {
  return { name, pid: 1, tid: 1, ts, dur, args: { data: { url: SCRIPT } }, ...more }
}

test('compiling, running and callbacks are counted once each, without time off the processor', () => {
  const trace = [
    event('FunctionCall', 9_000, 300, { tdur: 200 }),
    event('EvaluateScript', 1_000, 800),
    event('v8.compile', 1_100, 300),
    event('v8.compile', 100, 100),
  ]
  expect(spentOn(SCRIPT, trace)).toEqual({ load: 1.1, later: 0 })
})

test('other scripts, other threads and moments without a length are not', () => {
  const trace = [
    event('EvaluateScript', 1_000, 500),
    event('EvaluateScript', 2_000, 500, { args: { data: { url: 'https://other.example/a.js' } } }),
    event('v8.parseOnBackground', 0, 500, { tid: 7 }),
    { name: 'UpdateCounters', pid: 1, tid: 1, ts: 3_000 },
  ]
  expect(spentOn(SCRIPT, trace)).toEqual({ load: 0.5, later: 0 })
})

test('what a timer called is told apart', () => {
  const trace = [
    event('EvaluateScript', 1_000, 500),
    { ...event('TimerFire', 100_000, 2_000), args: {} },
    event('FunctionCall', 100_100, 1_500),
    event('FunctionCall', 103_000, 500),
  ]
  expect(spentOn(SCRIPT, trace)).toEqual({ load: 1, later: 1.5 })
})

test('a page without the script spent nothing on it', () => {
  expect(spentOn(SCRIPT, [])).toEqual({ load: 0, later: 0 })
})
