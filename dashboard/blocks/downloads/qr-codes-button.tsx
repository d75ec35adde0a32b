import { QrCode } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { saveBlob } from '../../charts/save.ts'
import { Button } from '../../parts/button.tsx'
import { linkWords } from '../../texts/links.ts'
import { attempt } from '../forms/undo.ts'
import { fileName } from './file-name.ts'

interface QrCodesButtonProps {
  /** What each says, and what its file is called. */
  codes: readonly { name: string; text: string }[]
}

/** A QR code of each link, in one archive for whoever prints them. */
export function QrCodesButton({ codes }: QrCodesButtonProps) {
  const text = linkWords.value
  const [busy, setBusy] = useState(false)
  const take = async () => {
    setBusy(true)
    await attempt(() => saveCodes(codes))
    setBusy(false)
  }
  return (
    <Button
      kind="ghost"
      size="small"
      icon={<QrCode size={14} />}
      label={text.qrCodes}
      disabled={busy || codes.length === 0}
      onClick={() => void take()}
    />
  )
}

async function saveCodes(codes: QrCodesButtonProps['codes']): Promise<void> {
  const [{ zipOf }, { qrDrawing, qrFile }] = await Promise.all([
    import('./zip.ts'),
    import('./qr-drawing.ts'),
  ])
  const files = codes.map(({ name, text }) => ({
    name: `${name}.svg`,
    text: qrFile(qrDrawing(text)),
  }))
  saveBlob(new Blob([zipOf(files)], { type: 'application/zip' }), fileName('qr', 'zip'))
}
