import { Coins } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { CURRENCIES, named } from '../../blocks/forms/choices.ts'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { ThingList } from '../../blocks/forms/thing-list.tsx'
import { useSave } from '../../blocks/forms/use-save.ts'
import { day as dayText } from '../../format.ts'
import { mayChange, site } from '../../models/sites.ts'
import { addThing, listOf, removeThing } from '../../models/things.ts'
import { locale, today } from '../../models/view.ts'
import { SelectField, TextField } from '../../parts/field.tsx'
import { words } from '../../texts/texts.ts'

const rates = listOf('rates')

export function RateSettings() {
  const text = words.value.settings.rates
  return (
    <div class="form">
      <p>{text.intro(site.value?.currency ?? '')}</p>
      <ThingList
        of={rates}
        icon={<Coins size={22} aria-hidden="true" />}
        empty={text.empty}
        hint={text.emptyHint}
        name={({ currency, rate }) => `1 ${currency} = ${rate} ${site.value?.currency ?? ''}`}
        note={({ day }) => dayText(day, locale.value.language)}
        remove={({ day, currency }) => removeThing('rates', `${day}/${currency}`)}
        restore={(rate) => addThing('rates', { rows: [rate] })}
      />
      {mayChange.value && <RateForm />}
    </div>
  )
}

function RateForm() {
  const text = words.value.settings.rates
  const [day, setDay] = useState(today.value)
  const [currency, setCurrency] = useState('EUR')
  const [rate, setRate] = useState('')
  const saving = useSave({ fields: ['rows.0.day', 'rows.0.rate'] })
  const submit = async (event: Event) => {
    event.preventDefault()
    const row = { day, currency, rate: Number(rate) }
    if (await saving.save(() => addThing('rates', { rows: [row] }))) setRate('')
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
          choices={named(CURRENCIES)}
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
