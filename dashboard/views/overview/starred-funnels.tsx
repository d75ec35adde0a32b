import { FunnelCard } from '../../blocks/funnels/funnel-card.tsx'
import { count } from '../../format.ts'
import { definitionOf } from '../../models/funnel.ts'
import { funnels } from '../../models/things.ts'
import { linkTo, locale } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'

/** Each is a report of its own. */
const MOST = 6

/** A card for each starred funnel; nothing where there is none. */
export function StarredFunnels() {
  const starred = (funnels.data.value ?? []).filter((funnel) => funnel.starred)
  if (starred.length === 0) return null
  const more = starred.length - MOST
  // One or two fill the row, too.
  const columns = Math.min(starred.length, 3)
  return (
    <>
      <div class="columns" data-count={columns}>
        {starred.slice(0, MOST).map((funnel) => (
          <FunnelCard
            key={JSON.stringify(funnel)}
            name={funnel.name}
            definition={definitionOf(funnel)}
            to={linkTo('journeys', { options: { funnel: funnel.id } })}
          />
        ))}
      </div>
      {more > 0 && (
        <a class="link" href={linkTo('journeys')}>
          {words.value.savedFunnels.moreStarred(count(more, locale.value))}
        </a>
      )}
    </>
  )
}
