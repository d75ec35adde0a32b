import { Download } from 'lucide-preact'
import { saveBlob, saveText } from '../../charts/save.ts'
import { Button } from '../../parts/button.tsx'
import { linkWords } from '../../texts/links.ts'
import { type QrDrawing, qrDrawing, qrFile } from './qr-drawing.ts'

interface QrProps {
  text: string
  label: string
}

/** A QR code to be read off the screen. */
export function QrPicture({ text, label }: QrProps) {
  const { size, path } = qrDrawing(text)
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
  const drawing = qrDrawing(text)
  return (
    <div class="qr-room">
      <QrPicture text={text} label={label} />
      <div class="card-tools">
        <Button
          size="small"
          icon={<Download size={14} />}
          onClick={() => saveText(qrFile(drawing), 'image/svg+xml', 'qr.svg')}
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

/** About the size of a postcard's corner at 300 dpi. */
const PNG_PIXELS = 1024

function savePng({ size, path }: QrDrawing): void {
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
