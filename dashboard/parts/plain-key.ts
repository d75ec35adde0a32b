/** With Alt, Control or Command a key is the browser's own: Alt and an arrow lead back and forward. */
export function isPlain({ altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return !(altKey || ctrlKey || metaKey)
}
