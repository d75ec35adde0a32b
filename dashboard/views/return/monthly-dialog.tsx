import { useState } from 'preact/hooks'
import { currencies } from '../../blocks/forms/choices.ts'
import { FormDialog } from '../../blocks/forms/form-dialog.tsx'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { useSave } from '../../blocks/forms/use-save.ts'
import { count } from '../../format.ts'
import { dailyRows, type MonthlySum } from '../../models/monthly-spend.ts'
import { site } from '../../models/sites.ts'
import { storeMonth } from '../../models/spend.ts'
import { followChange } from '../../models/spend-files.ts'
import { locale, today } from '../../models/view.ts'
import { TextField } from '../../parts/field.tsx'
import { fileWords } from '../../texts/files.ts'
import { spendWords } from '../../texts/spend.ts'
import { money } from './amounts.ts'

function blank(): MonthlySum {
  return {
    month: today.peek().slice(0, 7),
    source: '',
    medium: '',
    campaign: '',
    cost: '',
    currency: site.peek()?.currency ?? 'EUR',
  }
}

/** What is paid by the month, without a file. */
export function MonthlyDialog({ onClose }: { onClose: () => void }) {
  const spend = spendWords.value
  const text = spend.monthly
  const [sum, setSum] = useState(blank)
  const saving = useSave({ fields: ['import', 'rows.0.source'] })
  const change = (more: Partial<MonthlySum>) => setSum({ ...sum, ...more })
  const rows = dailyRows(sum)
  const submit = async (event: Event) => {
    event.preventDefault()
    if (!(await saving.save(() => storeMonth(sum)))) return
    followChange()
    onClose()
  }
  return (
    <FormDialog title={text.title} onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <p>{text.intro}</p>
        <Names sum={sum} onChange={change} problem={saving.about('import')} />
        <div class="form-pair">
          <TextField
            type="number"
            step="any"
            label={text.cost}
            required
            value={sum.cost}
            onValue={(cost) => change({ cost })}
          />
          <SelectField
            label={spend.currency}
            value={sum.currency}
            choices={currencies()}
            onValue={(currency) => change({ currency })}
          />
        </div>
        <p class="field-hint" role="status">
          {rows.length > 0 ? evenly(rows) : text.replaces}
        </p>
        <SaveBar saving={saving} label={fileWords.value.store} disabled={rows.length === 0} />
      </form>
    </FormDialog>
  )
}

interface NamesProps {
  sum: MonthlySum
  onChange: (more: Partial<MonthlySum>) => void
  problem: string | undefined
}

function Names({ sum, onChange, problem }: NamesProps) {
  const spend = spendWords.value
  const text = spend.monthly
  return (
    <>
      <div class="form-pair">
        <TextField
          type="month"
          pattern="[0-9]{4}-[0-9]{2}"
          placeholder="2026-11"
          label={text.month}
          required
          value={sum.month}
          onValue={(month) => onChange({ month })}
        />
        <TextField
          label={spend.source}
          hint={spend.sourceHint}
          problem={problem}
          required
          data-first
          autocapitalize="none"
          value={sum.source}
          onValue={(source) => onChange({ source })}
        />
      </div>
      <div class="form-pair">
        <TextField
          label={text.medium}
          autocapitalize="none"
          value={sum.medium}
          onValue={(medium) => onChange({ medium })}
        />
        <TextField
          label={text.campaign}
          autocapitalize="none"
          value={sum.campaign}
          onValue={(campaign) => onChange({ campaign })}
        />
      </div>
    </>
  )
}

/** What comes onto each day. */
function evenly(rows: ReturnType<typeof dailyRows>): string {
  const text = spendWords.value.monthly
  const days = count(rows.length, locale.value)
  const [first, last] = [rows[0], rows.at(-1)]
  const [most, least] = [first, last].map((row) => money(Number(row?.cost), row?.currency))
  return most === least ? text.aDay(days, most ?? '') : text.about(days, least ?? '', most ?? '')
}
