import { Download } from 'lucide-preact'
import { encode } from 'uqr'
import { saveBlob, saveText } from '../../charts/save.ts'
import { Button } from '../../parts/button.tsx'
import { linkWords } from '../../texts/links.ts'

interface Drawing {
  /** Modules a side, the quiet border included. */
  size: number
  path: string
}

/** The dark modules as one path; the border is part of the code. */
function draw(text: string): Drawing {
  const { size, data } = encode(text, { ecc: 'M', border: 2 })
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('')
  return { size, path }
}

interface QrProps {
  text: string
  label: string
}

/** A QR code to be read off the screen. */
export function QrPicture({ text, label }: QrProps) {
  const { size, path } = draw(text)
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#111" shape-rendering="crispEdges" />
    </svg>
  )
}

/** A QR code, and the way to take it along for paper and slides. */
export function QrCode({ text, label }: QrProps) {
  const links = linkWords.value
  const drawing = draw(text)
  return (
    <div class="qr-room">
      <QrPicture text={text} label={label} />
      <div class="card-tools">
        <Button
          size="small"
          icon={<Download size={14} />}
          onClick={() => saveText(svgOf(drawing), 'image/svg+xml', 'qr.svg')}
        >
          {links.svg}
        </Button>
        <Button size="small" icon={<Download size={14} />} onClick={() => savePng(drawing)}>
          {links.png}
        </Button>
      </div>
    </div>
  )
}

function svgOf({ size, path }: Drawing): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">`,
    `<rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`,
  ].join('')
}

/** About the size of a postcard's corner at 300 dpi. */
const PNG_PIXELS = 1024

function savePng({ size, path }: Drawing): void {
  const scale = Math.floor(PNG_PIXELS / size)
  const canvas = document.createElement('canvas')
  canvas.width = size * scale
  canvas.height = size * scale
  const context = canvas.getContext('2d')
  if (!context) return
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = '#000'
  context.scale(scale, scale)
  context.fill(new Path2D(path))
  canvas.toBlob((blob) => blob && saveBlob(blob, 'qr.png'))
}
