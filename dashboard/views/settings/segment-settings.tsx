import { Bookmark } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Filter } from '../../../collector/settings/filter.ts'
import { FilterList } from '../../blocks/filters/filter-list.tsx'
import { sentenceOf } from '../../blocks/filters/sentence.ts'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { ThingList } from '../../blocks/forms/thing-list.tsx'
import { useSave } from '../../blocks/forms/use-save.ts'
import { expanded } from '../../models/filters.ts'
import { siteHere } from '../../models/sites.ts'
import { removeThing, replaceThing, type Segment, segments } from '../../models/things.ts'
import { linkTo, view } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { settingsWords } from '../../texts/settings.ts'

export function SegmentSettings() {
  const text = settingsWords.value.segments
  return (
    <div class="form">
      <p>{text.intro}</p>
      <ThingList
        of={segments}
        icon={<Bookmark size={22} aria-hidden="true" />}
        empty={text.empty}
        hint={text.emptyHint}
        name={({ name }) => name}
        note={({ filters }) => filters.map(sentenceOf).join(', ')}
        edit={(segment, close) => <SegmentForm segment={segment} onDone={close} />}
        remove={({ id }, domain) => removeThing(domain, 'segments', id)}
        warning={text.warning}
      />
    </div>
  )
}

function SegmentForm({ segment, onDone }: { segment: Segment; onDone: () => void }) {
  const text = settingsWords.value.segments
  const [name, setName] = useState(segment.name)
  const [filters, setFilters] = useState<Filter[]>(segment.filters)
  const saving = useSave({ fields: ['name'], unique: 'name' })
  const current = expanded(view.value.filters, segments.data.value ?? [])
  const submit = async (event: Event) => {
    event.preventDefault()
    const store = () => replaceThing(siteHere(), 'segments', segment.id, { name, filters })
    if (!(await saving.save(store))) return
    segments.ask()
    onDone()
  }
  return (
    <form class="form" onSubmit={submit}>
      <TextField
        label={text.name}
        required
        value={name}
        problem={saving.about('name')}
        onValue={setName}
      />
      <fieldset class="field">
        <legend>{text.filters}</legend>
        <FilterList filters={filters} onFilters={setFilters} mayEmpty={false} />
      </fieldset>
      <div class="card-tools">
        {current.length > 0 && (
          <Button size="small" onClick={() => setFilters(current)}>
            {text.current}
          </Button>
        )}
        <a class="link" href={linkTo('', { filters: [['segment', segment.id]] })}>
          {text.show}
        </a>
      </div>
      <SaveBar saving={saving} />
    </form>
  )
}
