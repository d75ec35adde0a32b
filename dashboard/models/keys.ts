/** Whether the keyboard has ⌘ and ⌥ where others have Ctrl and Alt. */
const isApple = /^(?:Mac|iP)/u.test(navigator.platform)

/** As they stand on the keyboard. */
export const KEYS = isApple
  ? { command: '⌘K', option: '⌥ ↵' }
  : { command: 'Ctrl K', option: 'Alt ↵' }

/** Whether a key is somebody's word, a menu's, or the browser's own. */
export function isTyping(event: KeyboardEvent): boolean {
  const { target } = event
  const typing = target instanceof Element && target.matches('input, textarea, select, [popover] *')
  // What has just been opened may not have its field yet: letters are for that all the same.
  const elsewhere = typing || document.querySelector('dialog[open], :popover-open') !== null
  return elsewhere || event.metaKey || event.ctrlKey || event.altKey
}

/** Runs when a key is pressed and nobody is typing; answers how to stop that. */
export function whenKeyed(key: string, run: () => void): () => void {
  const follow = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() === key && !isTyping(event)) run()
  }
  addEventListener('keydown', follow)
  return () => removeEventListener('keydown', follow)
}
