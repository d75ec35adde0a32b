import { saveBlob } from './save.ts'

/** Saves the chart inside `element` as a PNG, on the colour it stands on. */
export function savePicture(element: HTMLElement, name: string): void {
  const drawn = element.querySelector('canvas')
  if (!drawn) return
  const copy = document.createElement('canvas')
  copy.width = drawn.width
  copy.height = drawn.height
  const context = copy.getContext('2d')
  if (!context) return
  context.fillStyle = getComputedStyle(element.closest('.card') ?? element).backgroundColor
  context.fillRect(0, 0, copy.width, copy.height)
  context.drawImage(drawn, 0, 0)
  copy.toBlob((blob) => blob && saveBlob(blob, name))
}
