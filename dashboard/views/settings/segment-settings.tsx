import { Bookmark } from 'lucide-preact'
import { removeThing, segments } from '../../models/things.ts'
import { language, words } from '../../texts/texts.ts'
import { filterWords } from '../page/filter-text.ts'
import { ThingList } from './thing-list.tsx'

export function SegmentSettings() {
  const text = words.value.settings.segments
  const around = {
    texts: words.value,
    language: language.value,
    segments: segments.data.value ?? [],
  }
  return (
    <div class="form">
      <p>{text.intro}</p>
      <ThingList
        of={segments}
        icon={<Bookmark size={22} aria-hidden="true" />}
        empty={text.empty}
        hint={text.emptyHint}
        name={({ name }) => name}
        note={({ filters }) =>
          filters
            .map((filter) => Object.values(filterWords(filter, around)).filter(Boolean).join(' '))
            .join(', ')
        }
        onRemove={({ id }) => removeThing('segments', id)}
      />
    </div>
  )
}
