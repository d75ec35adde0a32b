import { ArrowUp, X } from 'lucide-preact'
import { Button } from '../../parts/button.tsx'

interface PlaceButtonsProps {
  upLabel: string
  removeLabel: string
  isFirst: boolean
  /** There are as few as there may be. */
  few: boolean
  onUp: () => void
  onRemove: () => void
}

/** What moves a step of several before the one above it, and what takes it away. */
export function PlaceButtons(props: PlaceButtonsProps) {
  const { upLabel, removeLabel, isFirst, few, onUp, onRemove } = props
  return (
    <>
      <Button
        kind="ghost"
        label={upLabel}
        disabled={isFirst}
        icon={<ArrowUp size={16} />}
        onClick={onUp}
      />
      <Button
        kind="ghost"
        label={removeLabel}
        disabled={few}
        icon={<X size={16} />}
        onClick={onRemove}
      />
    </>
  )
}
