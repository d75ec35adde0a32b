import { useReducer, useRef } from 'preact/hooks'

/**
 * What somebody changes here before it is kept: it begins with `start`, and anew whenever `of`, what it was made of, is
 * another. That is done as it is drawn and not by an effect, before which somebody may have typed what would be lost.
 */
export function useEdited<Value>(
  start: Value,
  of: unknown = start,
): [value: Value, edit: (next: Value) => void] {
  const edited = useRef({ of, value: start })
  const [, draw] = useReducer((times: number) => times + 1, 0)
  if (edited.current.of !== of) edited.current = { of, value: start }
  const edit = (value: Value) => {
    edited.current = { ...edited.current, value }
    draw(undefined)
  }
  return [edited.current.value, edit]
}
