import { brief } from '../../format.ts'
import { live } from '../../models/live.ts'
import { linkTo, locale } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'

/** How many are here at this moment, and the way to see what they do. Its room is kept until that is known. */
export function LivePill() {
  const text = words.value.overview
  const visitors = live.answer.value?.visitors_5
  return (
    <a
      class="live-pill"
      href={linkTo('live')}
      title={text.liveHint}
      data-waiting={visitors === undefined || undefined}
    >
      <span class="dot" data-live={(visitors ?? 0) > 0 || undefined} />
      {text.live(brief('count', visitors, locale.value))}
    </a>
  )
}
