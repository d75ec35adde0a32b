/** Of a shape in a drawing that is a button: Enter and Space press it, and the page does not scroll. */
export function pressByKey(event: KeyboardEvent, press: () => void): void {
  if (event.key !== 'Enter' && event.key !== ' ') return
  event.preventDefault()
  press()
}
