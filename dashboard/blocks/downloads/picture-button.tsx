import { Image } from 'lucide-preact'
import { range } from '../../dates.ts'
import { site, siteDomain } from '../../models/sites.ts'
import { locale, shownRange, view } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { words } from '../../texts/texts.ts'
import { sentenceOf } from '../filters/sentence.ts'

interface PictureButtonProps {
  name: string
  /** What else is drawn, in words. */
  drawn?: string | undefined
}

/** The chart of the card that the button stands in, as a PNG that says what it shows. */
export function PictureButton({ name, drawn }: PictureButtonProps) {
  return (
    <Button
      kind="ghost"
      size="small"
      icon={<Image size={14} />}
      label={words.value.actions.picture}
      onClick={({ currentTarget }) => {
        const card = currentTarget.closest<HTMLElement>('.card')
        if (card) void save(card, name, drawn)
      }}
    />
  )
}

async function save(card: HTMLElement, name: string, drawn?: string): Promise<void> {
  const { savePicture } = await import('../../charts/picture.ts')
  await savePicture(card, { title: titleOf(name, drawn), name: fileName(name) })
}

/** What is shown and of which site, of which days, and of which visits: a line each. */
function titleOf(name: string, drawn?: string): string[] {
  const days = shownRange.peek()
  const period = days ? range(days, locale.peek().language) : words.peek().period.all
  const filters = view.peek().filters.map(sentenceOf)
  return [
    `${site.peek()?.name ?? siteDomain.peek()} · ${name}`,
    [period, ...filters, ...(drawn ? [drawn] : [])].join(' · '),
  ]
}

/** `<site>-<metric>-<from>-<to>.png`; for all time `<site>-<metric>-all.png`. */
function fileName(name: string): string {
  const days = shownRange.peek()
  const parts = [siteDomain.peek(), name, ...(days ? [days.from, days.to] : ['all'])]
  return `${parts
    .join('-')
    .toLowerCase()
    .replace(/[\s/]+/gu, '-')}.png`
}
