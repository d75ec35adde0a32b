import { currencies, timezoneDetail, timezones } from '../../blocks/forms/choices.ts'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import type { Saving } from '../../blocks/forms/use-save.ts'
import type { Site } from '../../models/sites.ts'
import { Check, TextField } from '../../parts/field.tsx'
import { settingsWords } from '../../texts/settings.ts'

export type Draft = Pick<
  Site,
  | 'name'
  | 'timezone'
  | 'currency'
  | 'week_start'
  | 'visit_timeout_minutes'
  | 'split_on_campaign'
  | 'identity'
  | 'retention_days'
  | 'max_amount'
  | 'trust_traits'
  | 'umami_website_id'
>

/** What a week may begin with, the usual first. */
const WEEK_STARTS: readonly Site['week_start'][] = ['monday', 'sunday', 'saturday']

interface FieldsProps {
  draft: Draft
  saving: Saving
  change: (part: Partial<Draft>) => void
}

/** What the site is called, and where and in which money it counts. */
export function PlaceFields({ draft, saving, change }: FieldsProps) {
  const text = settingsWords.value.general
  return (
    <>
      <TextField
        label={text.name}
        required
        value={draft.name}
        problem={saving.about('name')}
        onValue={(name) => change({ name })}
      />
      <div class="form-pair">
        <SelectField
          label={text.timezone}
          hint={text.timezoneHint}
          value={draft.timezone}
          choices={timezones(draft.timezone)}
          detailOf={timezoneDetail}
          onValue={(timezone) => change({ timezone })}
        />
        <SelectField
          label={text.currency}
          value={draft.currency}
          choices={currencies()}
          onValue={(currency) => change({ currency })}
        />
      </div>
      <SelectField
        label={text.weekStart}
        value={draft.week_start}
        choices={WEEK_STARTS.map((value) => ({ value, name: text.weekStarts[value] }))}
        onValue={(week_start) => change({ week_start })}
      />
    </>
  )
}

/** What a visit is, and how long it is kept. */
export function VisitFields({ draft, saving, change }: FieldsProps) {
  const text = settingsWords.value.general
  const days = draft.retention_days
  return (
    <>
      <div class="form-pair">
        <TextField
          type="number"
          min="5"
          max="240"
          label={text.timeout}
          hint={text.timeoutHint}
          value={String(draft.visit_timeout_minutes)}
          problem={saving.about('visit_timeout_minutes')}
          onValue={(minutes) => change({ visit_timeout_minutes: Number(minutes) })}
        />
        <TextField
          type="number"
          min="1"
          label={text.retention}
          hint={text.retentionHint}
          value={days === null ? '' : String(days)}
          problem={saving.about('retention_days')}
          onValue={(value) => change({ retention_days: value === '' ? null : Number(value) })}
        />
      </div>
      <SelectField
        label={text.identity}
        value={draft.identity}
        choices={[
          { value: 'cookieless', name: text.cookieless },
          { value: 'stored', name: text.stored },
        ]}
        onValue={(identity) => change({ identity })}
      />
      <Check
        label={text.split}
        value={draft.split_on_campaign}
        onValue={(split_on_campaign) => change({ split_on_campaign })}
      />
    </>
  )
}

/** By which tags made for Umami find the site. */
export function UmamiField({ draft, saving, change }: FieldsProps) {
  const text = settingsWords.value.general
  return (
    <TextField
      label={text.umami}
      hint={text.umamiHint}
      value={draft.umami_website_id ?? ''}
      problem={saving.about('umami_website_id')}
      onValue={(value) => change({ umami_website_id: value.trim() || null })}
    />
  )
}

/** What is believed of browsers, which may be anybody's. */
export function TrustFields({ draft, saving, change }: FieldsProps) {
  const text = settingsWords.value.general
  const most = draft.max_amount
  return (
    <>
      <TextField
        type="number"
        min="0"
        label={text.maxAmount}
        hint={text.maxAmountHint}
        value={most === null ? '' : String(most)}
        problem={saving.about('max_amount')}
        onValue={(value) => change({ max_amount: value === '' ? null : Number(value) })}
      />
      <Check
        label={text.trustTraits}
        value={draft.trust_traits}
        onValue={(trust_traits) => change({ trust_traits })}
      />
    </>
  )
}
