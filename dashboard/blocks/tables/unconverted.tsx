import { TriangleAlert } from 'lucide-preact'
import { full } from '../../format.ts'
import { mayChange } from '../../models/sites.ts'
import type { Unconverted } from '../../models/stats.ts'
import { linkTo, locale } from '../../models/view.ts'
import { guest } from '../../opened-as.ts'
import { words } from '../../texts/texts.ts'

interface NotConvertedProps {
  of: Unconverted
  /** The first day that a rate is wanted for. */
  since?: string | undefined
}

function amountsOf(amounts: Unconverted): string {
  const { language } = locale.value
  const said = amounts.map(({ currency, amount }) => full('money', amount, { language, currency }))
  return words.value.money.notConverted(said.join(' + '))
}

/** A sign beside a sum that leaves money out; nothing where all is converted. */
export function NotConvertedSign({ of: amounts }: Pick<NotConvertedProps, 'of'>) {
  if (amounts.length === 0) return null
  const said = amountsOf(amounts)
  return (
    <span class="not-converted" role="img" aria-label={said} title={said}>
      <TriangleAlert size={14} aria-hidden="true" />
    </span>
  )
}

/** Money that is in no sum for want of a rate, and the way to give it one; nothing where all is converted. */
export function NotConverted({ of: amounts, since }: NotConvertedProps) {
  const text = words.value.money
  const [first] = amounts
  if (!first) return null
  return (
    <span class="not-converted">
      {amountsOf(amounts)}
      {mayChange.value && !guest && (
        <>
          {' · '}
          <a
            class="link"
            href={linkTo('settings/rates', {
              options: { currency: first.currency, ...(since ? { day: since } : {}) },
            })}
          >
            {text.addRate}
          </a>
        </>
      )}
    </span>
  )
}
