import { saveBlob } from './save.ts'

/** Pixels a CSS pixel: sharp on paper and on good screens. */
const DENSITY = 2
const MARGIN = 16

const LEADING = 20

interface Caption {
  /** Lines above the chart, the first in bold. */
  title: readonly string[]
  /** Of the file. */
  name: string
}

/** Saves the chart inside `element` as a PNG, on the colour it stands on: a canvas, a drawing, or a grid of cells. */
export async function savePicture(element: HTMLElement, { title, name }: Caption): Promise<void> {
  const drawn = element.querySelector('canvas')
  const drawing = element.querySelector<SVGSVGElement>('svg[role="img"], .map')
  const grid = element.querySelector<HTMLElement>('.heat')
  const picture = drawn ?? (drawing ? await ofDrawing(drawing) : grid && ofGrid(grid))
  if (!picture) return
  const density = drawn ? drawn.width / drawn.getBoundingClientRect().width : DENSITY
  const ink = { ...inkOf(element), density, room: picture.width / density - 2 * MARGIN }
  const lines = title.flatMap((text, i) => wrapped(text, i === 0, ink))
  const head = (MARGIN + lines.length * LEADING + MARGIN / 2) * density
  const sheet = paper(picture.width, picture.height + head, element)
  write(sheet.context, lines, ink)
  sheet.context.drawImage(picture, 0, head)
  sheet.canvas.toBlob((blob) => blob && saveBlob(blob, name))
}

/** How the words above a chart are written; `room` is the width of a line in CSS pixels. */
interface Ink {
  color: string
  family: string
  density: number
  room: number
}

interface Line {
  text: string
  bold: boolean
}

function inkOf(element: HTMLElement): Pick<Ink, 'color' | 'family'> {
  const { color, fontFamily } = getComputedStyle(element)
  return { color, family: fontFamily }
}

function fontOf(bold: boolean, { family }: Ink): string {
  return bold ? `600 15px ${family}` : `400 13px ${family}`
}

/** The text in lines that fit: filters may be many. */
function wrapped(text: string, bold: boolean, ink: Ink): Line[] {
  const { context } = blank(1, 1)
  context.font = fontOf(bold, ink)
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = [lines.at(-1), word].filter((part) => part !== undefined).join(' ')
    if (lines.length > 0 && context.measureText(longer).width > ink.room) lines.push(word)
    else lines.splice(-1, 1, longer)
  }
  return lines.map((line) => ({ text: line, bold }))
}

function write(context: CanvasRenderingContext2D, lines: readonly Line[], ink: Ink): void {
  context.save()
  context.scale(ink.density, ink.density)
  context.textBaseline = 'middle'
  context.fillStyle = ink.color
  lines.forEach(({ text, bold }, i) => {
    context.font = fontOf(bold, ink)
    context.fillText(text, MARGIN, MARGIN + (i + 0.5) * LEADING)
  })
  context.restore()
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
