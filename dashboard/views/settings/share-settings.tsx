import { Share2 } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { ThingList } from '../../blocks/forms/thing-list.tsx'
import { ShareForm } from '../../blocks/sharing/share-form.tsx'
import { ShareLink } from '../../blocks/sharing/share-link.tsx'
import { day } from '../../dates.ts'
import { lastDay } from '../../models/last-day.ts'
import { addressOf, type Share, shares } from '../../models/shares.ts'
import { removeThing, segments } from '../../models/things.ts'
import { locale, now, today } from '../../models/view.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { words } from '../../texts/texts.ts'

/** A link as it was made: the overview, as it stands when it is opened. */
const PLAIN = { page: '', query: '' }

export function ShareSettings() {
  const { shared: text, actions } = words.value
  return (
    <div class="form">
      <p>{text.intro}</p>
      <ThingList
        of={shares}
        icon={<Share2 size={22} aria-hidden="true" />}
        empty={text.empty}
        hint={text.emptyHint}
        name={({ name }) => name}
        note={noteOf}
        tools={(share) =>
          share.path !== null && (
            <CopyButton
              kind="ghost"
              size="small"
              text={addressOf(share, PLAIN)}
              label={text.copyLink}
              done={actions.copied}
            />
          )
        }
        edit={(share, close) => (
          <div class="form">
            {share.path === null ? (
              <Notice tone="warn">{text.keyLost}</Notice>
            ) : (
              <ShareLink share={share} view={PLAIN} />
            )}
            <ShareForm share={share} onDone={close} />
          </div>
        )}
        remove={({ id }, domain) => removeThing(domain, 'shares', id)}
        warning={text.warning}
      />
      <NewShare />
    </div>
  )
}

function noteOf({ segment, reports, password_set, expires_at }: Share): string {
  const text = words.value.shared
  const name = segments.data.value?.find(({ id }) => id === segment)?.name ?? segment
  const over = expires_at !== null && Date.parse(expires_at) <= now.value
  const last =
    expires_at && day(lastDay(expires_at), locale.value.language, today.value.slice(0, 4))
  return [
    name === null ? text.everything : text.only(name),
    ...reports.map((one) => text.reports[one]),
    password_set && text.locks,
    last && (over ? text.over(last) : text.until(last)),
  ]
    .filter(Boolean)
    .join(' · ')
}

function NewShare() {
  const text = words.value.shared
  const [made, setMade] = useState<Share>()
  return (
    <div class="form sub-form">
      <h3>{text.add}</h3>
      {made && (
        <>
          <Notice tone="good">{text.ready}</Notice>
          <ShareLink share={made} view={PLAIN} />
        </>
      )}
      <ShareForm key={made?.id} onDone={setMade} />
    </div>
  )
}
