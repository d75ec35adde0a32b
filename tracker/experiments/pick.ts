import { selectorOf } from './selector.ts'

const BOX =
  'position:fixed;pointer-events:none;border:2px solid #4263eb;background:#4263eb22;border-radius:2px'
/** What a page would do something at; while one picks it does not. */
const HELD = ['click', 'pointerdown', 'pointerup', 'mousedown', 'mouseup', 'auxclick', 'submit']

/**
 * Outlines what the pointer or the focus is on; a click or Enter takes it, Escape takes nothing. `host`: whose own things
 * are not picked. Answers how to leave off.
 */
export const pick = (
  host: HTMLElement,
  root: ShadowRoot,
  done: (selector: string | null) => void,
): (() => void) => {
  const box = document.createElement('div')
  box.style.cssText = BOX
  root.append(box)
  let on: Element | null = null
  const look = ({ target }: Event): void => {
    if (!(target instanceof Element) || target === host) return
    on = target
    const { left, top, width, height } = target.getBoundingClientRect()
    Object.assign(box.style, {
      left: `${left - 2}px`,
      top: `${top - 2}px`,
      width: `${width}px`,
      height: `${height}px`,
    })
  }
  const leave = (): void => {
    box.remove()
    removeEventListener('pointermove', look, true)
    removeEventListener('focusin', look, true)
    removeEventListener('keydown', press, true)
    for (const type of HELD) removeEventListener(type, hold, true)
  }
  const take = (selector: string | null): void => {
    leave()
    done(selector)
  }
  const hold = (event: Event): void => {
    if (event.target === host) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (event.type !== 'click') return
    look(event)
    if (on) take(selectorOf(on))
  }
  const press = (event: KeyboardEvent): void => {
    const chosen = event.key === 'Enter' && event.target !== host ? on : null
    if (event.key !== 'Escape' && !chosen) return
    event.preventDefault()
    event.stopImmediatePropagation()
    take(chosen && selectorOf(chosen))
  }
  addEventListener('pointermove', look, true)
  addEventListener('focusin', look, true)
  addEventListener('keydown', press, true)
  for (const type of HELD) addEventListener(type, hold, true)
  return leave
}
