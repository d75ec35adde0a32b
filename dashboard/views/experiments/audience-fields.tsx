import { useState } from 'preact/hooks'
import { PAGE_FACTS } from '../../../collector/acquisition/page-facts.ts'
import type { Dimension } from '../../../collector/vocabulary.ts'
import { FilterForm } from '../../blocks/filters/filter-form.tsx'
import { FilterList } from '../../blocks/filters/filter-list.tsx'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { brief, full } from '../../format.ts'
import { type Traffic, trafficOf } from '../../models/audience.ts'
import type { Resource } from '../../models/resource.ts'
import { locale } from '../../models/view.ts'
import { dimensionName } from '../../names.ts'
import { TextArea } from '../../parts/field.tsx'
import { Popover } from '../../parts/popover.tsx'
import { problemWords } from '../../refusals.ts'
import { experimentWords } from '../../texts/experiments.ts'
import { words } from '../../texts/texts.ts'
import type { ExperimentDraft } from './draft.ts'
import { planningOf } from './draft-plan.ts'
import { Fault } from './fault.tsx'

interface AudienceFieldsProps {
  draft: ExperimentDraft
  change: (part: Partial<ExperimentDraft>) => void
  traffic: Resource<Traffic>
  /** What was wrong with a field. */
  about: (field: string) => string | undefined
  /** It runs, so who is asked for stays. */
  fixed: boolean
}

/** On which pages and for whom, and how many a day that are. */
export function AudienceFields({ draft, change, traffic, about, fixed }: AudienceFieldsProps) {
  const text = experimentWords.value.form
  return (
    <>
      <TextArea
        label={text.pages}
        hint={text.pagesHint}
        value={draft.pages}
        problem={about('target.urls')}
        onValue={(pages) => change({ pages })}
      />
      <fieldset class="plain">
        <legend>{text.onlyIf}</legend>
        {draft.when.length === 0 ? (
          <p class="field-hint">{text.all}</p>
        ) : (
          <FilterList
            filters={draft.when}
            onFilters={(when) => change({ when })}
            mayEmpty={!fixed}
          />
        )}
        <Fault said={about('target.when')} />
        {!fixed && <NewCondition onCondition={(one) => change({ when: [...draft.when, one] })} />}
      </fieldset>
      <Count draft={draft} traffic={traffic} />
    </>
  )
}

type Condition = ExperimentDraft['when'][number]

function NewCondition({ onCondition }: { onCondition: (condition: Condition) => void }) {
  const text = experimentWords.value.form
  return (
    <Popover
      label={text.addCondition}
      trigger={{ kind: 'ghost', size: 'small', children: text.addCondition }}
    >
      {(close) => (
        <AboutWhat
          onCondition={(condition) => {
            close()
            onCondition(condition)
          }}
        />
      )}
    </Popover>
  )
}

/** Only what a page can know of who looks at it. */
function AboutWhat({ onCondition }: { onCondition: (condition: Condition) => void }) {
  const text = experimentWords.value.form
  const [about, setAbout] = useState<Dimension>('device')
  return (
    // The form of a filter lies in that of the experiment, which its submitting is not meant for.
    <div class="popover-form" onSubmit={(event) => event.stopPropagation()}>
      <SelectField
        label={text.condition}
        value={about}
        choices={PAGE_FACTS.map((value) => ({
          value,
          name: dimensionName(value, words.value),
        }))}
        onValue={setAbout}
      />
      <FilterForm key={about} dimension={about} onApply={onCondition} />
    </div>
  )
}

function Count({ draft, traffic }: Pick<AudienceFieldsProps, 'draft' | 'traffic'>) {
  const text = experimentWords.value.form
  const refused = traffic.problem.value
  const counted = trafficOf(planningOf(draft), traffic.data.value)
  const said = counted ? audienceText(counted.perDay, Number(draft.coverage) / 100) : '…'
  return (
    <p role="status" title={text.audienceHint}>
      {refused ? problemWords(refused) : said}
    </p>
  )
}

function audienceText(perDay: number, part: number): string {
  const text = experimentWords.value.form
  if (perDay === 0) return text.nobody
  const written = full('count', Math.max(1, Math.round(perDay)), locale.value)
  return part < 1 && part >= 0
    ? text.audienceShare(written, brief('rate', part, locale.value))
    : text.audience(written)
}
