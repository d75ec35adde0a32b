import { Confirm } from '../../blocks/forms/confirm.tsx'
import { count } from '../../format.ts'
import type { Unconverted } from '../../models/stats.ts'
import { locale } from '../../models/view.ts'
import { settingsWords } from '../../texts/settings.ts'

interface CurrencyChangeProps {
  /** To which currency. */
  to: string
  /** What would have no rate in it. */
  without: Unconverted
  onConfirm: () => void
  onClose: () => void
}

/** Asks before money drops out of the sums: another currency needs its own rates. */
export function CurrencyChange({ to, without, onConfirm, onClose }: CurrencyChangeProps) {
  const text = settingsWords.value.general
  return (
    <Confirm
      title={text.currencyTitle(to)}
      label={text.currencyChange}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      {without
        .map(({ currency, events }) => text.needsRate(count(events, locale.value), currency, to))
        .join(' ')}{' '}
      {text.untilRate}
    </Confirm>
  )
}
