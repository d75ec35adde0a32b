import { Answered } from '../../blocks/answers/answered.tsx'
import { attempt } from '../../blocks/forms/undo.ts'
import { ago } from '../../dates.ts'
import {
  endOtherSessions,
  endSession,
  ownSessions,
  type SessionEntry,
} from '../../models/own-sessions.ts'
import { locale, now } from '../../models/view.ts'
import { countryName } from '../../names.ts'
import { Button } from '../../parts/button.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { words } from '../../texts/texts.ts'

/** Where one is signed in, each place with a way to end it. */
export function SessionList() {
  const text = words.value.security
  return (
    <section class="form sub-form">
      <h3>{text.sessions}</h3>
      <p>{text.sessionsHint}</p>
      <Answered of={ownSessions} meanwhile={<SkeletonRows rows={2} height="2.25rem" />}>
        {(all) => (
          <>
            <ul class="things">
              {all.map((one) => (
                <Entry key={one.id} session={one} />
              ))}
            </ul>
            {all.length > 1 && (
              <div>
                <Button onClick={() => end(endOtherSessions)}>{text.endOthers}</Button>
              </div>
            )}
          </>
        )}
      </Answered>
    </section>
  )
}

async function end(what: () => Promise<void>): Promise<void> {
  if (await attempt(what)) ownSessions.ask()
}

function Entry({ session }: { session: SessionEntry }) {
  const text = words.value.security
  const { language } = locale.value
  const { browser, os, country, seen_at, current } = session
  const place = country && countryName(country, language)
  const seen = current ? text.thisOne : text.seen(ago(seen_at, now.value, language))
  return (
    <li>
      <b>{[browser, os].filter(Boolean).join(' · ') || text.unknownBrowser}</b>
      <span>{[place, seen].filter(Boolean).join(' · ')}</span>
      {!current && (
        <Button kind="ghost" size="small" onClick={() => end(() => endSession(session))}>
          {text.end}
        </Button>
      )}
    </li>
  )
}
