import { ChevronRight, X } from 'lucide-preact'
import type { Filter } from '../../../collector/settings/filter.ts'
import { go } from '../../models/address.ts'
import { pageAfter, type Trail, upTo } from '../../models/trail.ts'
import { changed, linkTo, pageInView, view } from '../../models/view.ts'
import { dimensionName, valueName } from '../../names.ts'
import { language, words } from '../../texts/texts.ts'

/** The way down as one line; a click on a step leads up to it. */
export function TrailBar({ trail }: { trail: Trail }) {
  const text = words.value.filters
  const { steps } = trail
  return (
    <nav class="trail" aria-label={text.trail}>
      <ol>
        <li>
          <a href={above(trail, 0)}>{text.whole}</a>
        </li>
        {steps.map(({ dimension, value }, i) => {
          const name = valueName(dimension, value, language.value, words.value)
          return (
            <li key={dimension}>
              <ChevronRight size={12} aria-hidden="true" />
              <a
                href={above(trail, i + 1)}
                title={`${dimensionName(dimension, words.value)}: ${name}`}
                aria-current={i === steps.length - 1 ? 'true' : undefined}
              >
                <bdi dir="auto">{name}</bdi>
              </a>
            </li>
          )
        })}
      </ol>
      <button
        type="button"
        aria-label={text.leaveTrail}
        title={text.leaveTrail}
        onClick={() => go(changed({ filters: without(trail) }))}
      >
        <X size={14} />
      </button>
    </nav>
  )
}

function without(trail: Trail): Filter[] {
  return upTo(view.peek().filters, trail, 0)
}

/** Among the sources the level below that step, elsewhere the same page. */
function above(trail: Trail, count: number): string {
  const filters = upTo(view.value.filters, trail, count)
  const page = pageInView.value.startsWith('sources') ? pageAfter(trail, count) : undefined
  return page === undefined ? changed({ filters }) : linkTo(page, { filters })
}
