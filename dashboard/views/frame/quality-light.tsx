import { count } from '../../format.ts'
import { toFix } from '../../models/light.ts'
import { linkTo, locale, pageInView } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'

/** A light that is always in sight: green, or how much there is to fix. It leads to the data quality. */
export function QualityLight() {
  const { nav, quality } = words.value
  const found = toFix.value
  const state = found === undefined ? undefined : found === 0 ? 'good' : 'warn'
  return (
    <a
      class="side-link"
      href={linkTo('quality')}
      title={nav.quality}
      aria-current={pageInView.value === 'quality' ? 'page' : undefined}
    >
      <i class="light" data-state={state} aria-hidden="true" />
      <span>
        {nav.quality}
        {found !== undefined && found > 0 && <b>{quality.toFix(count(found, locale.value))}</b>}
      </span>
    </a>
  )
}
