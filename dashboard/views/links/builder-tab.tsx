import { useState } from 'preact/hooks'
import type { TypedLink } from '../../../collector/acquisition/link-doubt.ts'
import { PLATFORM_NAMES, type PlatformName } from '../../../collector/acquisition/platforms.ts'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { view } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { Segmented } from '../../parts/segmented.tsx'
import { linkWords } from '../../texts/links.ts'
import { BulkLinks } from './bulk-links.tsx'
import { useLinkCheck } from './link-check.ts'
import { LinkResult } from './link-result.tsx'
import { type Place, tagsAt } from './platform-tags.ts'
import { LinkFields } from './tag-fields.tsx'
import { NO_TAGS } from './tagged-link.ts'
import { readTags } from './tagged-rows.ts'

type Mode = 'single' | 'bulk'

/** One link at a time, or the same tags on many addresses. */
export function BuilderTab() {
  const text = linkWords.value
  const check = useLinkCheck()
  const [mode, setMode] = useState<Mode>('single')
  const [place, setPlace] = useState<Place>()
  const [link, setLink] = useState<TypedLink>({
    url: '',
    tags: { ...NO_TAGS, ...readTags(view.peek().options.tags) },
  })
  const turnTo = (next: Place) => {
    setPlace(next)
    setLink({ ...link, tags: tagsAt(next, place, link.tags) })
  }
  return (
    <div class="columns">
      <Card title={text.build} tools={<ModeChoice mode={mode} onMode={setMode} />}>
        <div class="form card-form">
          <p>{text.intro}</p>
          <PlaceField place={place} onPlace={turnTo} />
          <LinkFields
            link={link}
            check={check}
            place={place}
            addressed={mode === 'single'}
            onLink={setLink}
          />
        </div>
      </Card>
      {mode === 'single' ? (
        <LinkResult address={link.url} tags={link.tags} rules={check.rules} />
      ) : (
        <BulkLinks tags={link.tags} check={check} place={place} />
      )}
    </div>
  )
}

function ModeChoice({ mode, onMode }: { mode: Mode; onMode: (mode: Mode) => void }) {
  const text = linkWords.value
  return (
    <Segmented
      label={text.title}
      value={mode}
      onValue={onMode}
      choices={[
        { value: 'single', name: text.single },
        { value: 'bulk', name: text.bulk },
      ]}
    />
  )
}

/** An ad's tags are suggested, with its platform's placeholders. */
function PlaceField({ place, onPlace }: { place: Place; onPlace: (place: Place) => void }) {
  const text = linkWords.value
  return (
    <SelectField<PlatformName | 'own'>
      label={text.where}
      hint={text.whereHint}
      value={place ?? 'own'}
      onValue={(value) => onPlace(value === 'own' ? undefined : value)}
      choices={(['own', ...PLATFORM_NAMES] as const).map((value) => ({
        value,
        name: text.platforms[value],
      }))}
    />
  )
}
