import { useState } from 'preact/hooks'
import { currencies } from '../../blocks/forms/choices.ts'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { attempt } from '../../blocks/forms/undo.ts'
import { useSave } from '../../blocks/forms/use-save.ts'
import { range } from '../../dates.ts'
import { count } from '../../format.ts'
import { storeBankRates } from '../../models/bank-rates.ts'
import { mayChange, site, siteHere } from '../../models/sites.ts'
import { addThing } from '../../models/things.ts'
import { locale, today, view } from '../../models/view.ts'
import { DropZone } from '../../parts/drop-zone.tsx'
import { TextField } from '../../parts/field.tsx'
import { toast } from '../../parts/toast.tsx'
import { settingsWords } from '../../texts/settings.ts'
import { RateList, rates } from './rate-list.tsx'

export function RateSettings() {
  const text = settingsWords.value.rates
  return (
    <div class="form">
      <p>{text.intro(site.value?.currency ?? '')}</p>
      <RateList />
      {mayChange.value && (
        <>
          <BankFile />
          <RateForm />
        </>
      )}
    </div>
  )
}

/** The bank's rates of all currencies, as it publishes them. */
function BankFile() {
  const text = settingsWords.value.rates
  const take = async ([file]: readonly File[]) => {
    if (!file) return
    const done = await attempt(async () => {
      const { stored, days } = await storeBankRates(file)
      const { language } = locale.value
      const said = range({ from: days[0], to: days[1] }, language)
      toast(text.stored(count(stored, locale.value), said))
    })
    if (done) rates.ask()
  }
  return (
    <div class="sub-form">
      <DropZone label={text.drop} hint={text.dropHint} onFiles={take} />
    </div>
  )
}

/** The commonest currency that is not the site's. */
function usualOther(): string {
  return site.peek()?.currency === 'EUR' ? 'USD' : 'EUR'
}

/** A rate to add; a link may say of which currency and from which day on. */
function RateForm() {
  const text = settingsWords.value.rates
  const { options } = view.peek()
  const [day, setDay] = useState(options.day ?? today.value)
  const [currency, setCurrency] = useState(options.currency ?? usualOther())
  const [rate, setRate] = useState('')
  const saving = useSave({ fields: ['rows.0.day', 'rows.0.rate'] })
  const submit = async (event: Event) => {
    event.preventDefault()
    const row = { day, currency, rate: Number(rate) }
    if (await saving.save(() => addThing(siteHere(), 'rates', { rows: [row] }))) setRate('')
    rates.ask()
  }
  return (
    <form class="form sub-form" onSubmit={submit}>
      <h3>{text.add}</h3>
      <TextField
        type="date"
        label={text.day}
        required
        value={day}
        problem={saving.about('rows.0.day')}
        onValue={setDay}
      />
      <div class="form-pair">
        <SelectField
          label={text.currency}
          value={currency}
          choices={currencies()}
          onValue={setCurrency}
        />
        <TextField
          type="number"
          step="any"
          min="0"
          label={text.rate}
          required
          value={rate}
          problem={saving.about('rows.0.rate')}
          onValue={setRate}
        />
      </div>
      <SaveBar saving={saving} label={text.add} />
    </form>
  )
}
