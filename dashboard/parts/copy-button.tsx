import { Check, Copy } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { Button, type ButtonProps } from './button.tsx'
import { copyText } from './copy-text.ts'

interface CopyButtonProps extends Omit<ButtonProps, 'icon' | 'onClick' | 'label'> {
  text: string
  label: string
  done: string
}

const SHOWN_MS = 1800

/** Copies `text`, and says so on itself. */
export function CopyButton({ text, label, done, ...rest }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await copyText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), SHOWN_MS)
  }
  return (
    <Button {...rest} icon={copied ? <Check size={14} /> : <Copy size={14} />} onClick={copy}>
      <span aria-live="polite">{copied ? done : label}</span>
    </Button>
  )
}
