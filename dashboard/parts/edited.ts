import { useEffect, useReducer, useRef } from 'preact/hooks'

/**
 * What somebody changes here before it is kept: it begins with `start`, and anew whenever `of`, what it was made of, is
 * another, unless that is what `told` was called with: what was said here is no news, and more may have been changed since.
 * That is done as it is drawn and not by an effect, before which somebody may have typed what would be lost.
 *
 *     of      ''                'ab' (told)     'x' (from elsewhere)
 *     value   '' → 'ab' → 'abc' 'abc' → 'abcd'  'x'
 */
export function useEdited<Value, Of = Value>(
  start: Value,
  of: Of | Value = start,
): [value: Value, edit: (next: Value) => void, told: (of: Of | Value) => void] {
  const edited = useRef<{ of: Of | Value; value: Value; told?: Of | Value }>({ of, value: start })
  const [, draw] = useReducer((times: number) => times + 1, 0)
  const { current } = edited
  if (current.of !== of) edited.current = { of, value: of === current.told ? current.value : start }
  const edit = (value: Value) => {
    edited.current = { ...edited.current, value }
    draw(undefined)
  }
  const told = (next: Of | Value) => {
    edited.current = { ...edited.current, told: next }
  }
  return [edited.current.value, edit, told]
}

/** As long as a pause between two words. */
const PAUSE_MS = 500

interface Pausing<Value> {
  /** What is made of a value; undefined: not of this one, which is not whole. */
  madeOf: (value: Value) => string | undefined
  /** Keeps it: `of` then is what is made of it. */
  keep: (value: Value) => void
  ms?: number
}

/** What somebody changes here, kept as soon as they pause. */
export function useKeptOnPause<Value>(
  start: Value,
  of: string,
  { madeOf, keep, ms = PAUSE_MS }: Pausing<Value>,
): [value: Value, edit: (next: Value) => void] {
  const [value, edit, told] = useEdited<Value, string>(start, of)
  useEffect(() => {
    const next = madeOf(value)
    if (next === undefined || next === of) return
    const timer = setTimeout(() => {
      told(next)
      keep(value)
    }, ms)
    return () => clearTimeout(timer)
  }, [value, of])
  return [value, edit]
}
