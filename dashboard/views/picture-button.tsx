import { Image } from 'lucide-preact'
import { savePicture } from '../charts/picture.ts'
import { Button } from '../parts/button.tsx'
import { words } from '../texts/texts.ts'

/** The chart of the card that the button stands in, as a PNG of that name. */
export function PictureButton({ name }: { name: string }) {
  return (
    <Button
      kind="ghost"
      size="small"
      icon={<Image size={14} />}
      label={words.value.actions.picture}
      onClick={({ currentTarget }) => {
        const card = currentTarget.closest<HTMLElement>('.card')
        if (card) void savePicture(card, `${name}.png`)
      }}
    />
  )
}
