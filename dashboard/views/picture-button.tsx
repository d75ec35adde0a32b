import { Image } from 'lucide-preact'
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
        if (card) void save(card, `${name}.png`)
      }}
    />
  )
}

async function save(card: HTMLElement, file: string): Promise<void> {
  const { savePicture } = await import('../charts/picture.ts')
  await savePicture(card, file)
}
