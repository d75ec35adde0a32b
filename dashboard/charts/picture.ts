import { saveBlob } from './save.ts'

/** Pixels a CSS pixel: sharp on paper and on good screens. */
const DENSITY = 2
const MARGIN = 16

/** Saves the chart inside `element` as a PNG, on the colour it stands on: a canvas, a drawing, or a grid of cells. */
export async function savePicture(element: HTMLElement, name: string): Promise<void> {
  const drawn = element.querySelector('canvas')
  const drawing = element.querySelector<SVGSVGElement>('svg[role="img"]')
  const grid = element.querySelector<HTMLElement>('.heat')
  const picture = drawn ?? (drawing ? await ofDrawing(drawing) : grid && ofGrid(grid))
  if (!picture) return
  const sheet = paper(picture.width, picture.height, element)
  sheet.context.drawImage(picture, 0, 0)
  sheet.canvas.toBlob((blob) => blob && saveBlob(blob, name))
}

function blank(width: number, height: number) {
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width)
  canvas.height = Math.round(height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('this browser draws no pictures')
  return { canvas, context }
}

function paper(width: number, height: number, element: HTMLElement) {
  const sheet = blank(width, height)
  sheet.context.fillStyle = getComputedStyle(element.closest('.card') ?? element).backgroundColor
  sheet.context.fillRect(0, 0, width, height)
  return sheet
}

/** A drawing outside its page has no stylesheet: each shape takes its colours along. */
async function ofDrawing(drawing: SVGSVGElement): Promise<HTMLCanvasElement> {
  const { width, height } = drawing.getBoundingClientRect()
  const copy = drawing.cloneNode(true) as SVGSVGElement
  const shapes = drawing.querySelectorAll('path')
  copy.querySelectorAll('path').forEach((shape, i) => {
    const original = shapes[i]
    if (!original) return
    const { fill, stroke, strokeWidth } = getComputedStyle(original)
    shape.setAttribute('fill', fill)
    shape.setAttribute('stroke', stroke)
    shape.setAttribute('stroke-width', strokeWidth)
  })
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width * DENSITY))
  copy.setAttribute('height', String(height * DENSITY))
  const source = new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' })
  const image = new Image()
  image.src = URL.createObjectURL(source)
  await image.decode()
  URL.revokeObjectURL(image.src)
  const { canvas, context } = blank(width * DENSITY, height * DENSITY)
  context.drawImage(image, 0, 0)
  return canvas
}

/** Cells where they stand on the page, with the names beside them. */
function ofGrid(grid: HTMLElement): HTMLCanvasElement {
  const room = grid.getBoundingClientRect()
  const size = { width: room.width + 2 * MARGIN, height: room.height + 2 * MARGIN }
  const { canvas, context } = blank(size.width * DENSITY, size.height * DENSITY)
  context.scale(DENSITY, DENSITY)
  context.translate(MARGIN - room.left, MARGIN - room.top)
  context.textBaseline = 'middle'
  for (const part of grid.children) paint(context, part)
  return canvas
}

function paint(context: CanvasRenderingContext2D, part: Element): void {
  const { left, top, width, height } = part.getBoundingClientRect()
  const { backgroundColor, color, font } = getComputedStyle(part)
  context.fillStyle = part.textContent ? color : backgroundColor
  context.font = font
  if (part.textContent) context.fillText(part.textContent, left, top + height / 2)
  else if (part.matches('button')) context.fillRect(left, top, width, height)
}
