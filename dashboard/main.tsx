import { render } from 'preact'
import { whenSessionEnds } from './api.ts'
import { followAddress } from './models/address.ts'
import { untilAnswered } from './models/again.ts'
import { keepConnection } from './models/connection.ts'
import { guardDrafts } from './models/drafts.ts'
import { followEventNames } from './models/event-names.ts'
import { firstEvent } from './models/first-event.ts'
import { followLight } from './models/light.ts'
import { live } from './models/live.ts'
import { endSession, recallSession, session } from './models/session.ts'
import { loadSites } from './models/sites.ts'
import { keepTime } from './models/time.ts'
import { guest } from './opened-as.ts'
import { keepFocusInRow } from './parts/focus-in-row.ts'
import { keepFocus } from './parts/kept-focus.ts'
import { preferredLanguage, speak } from './texts/texts.ts'
import { App } from './views/app.tsx'
import { Waiting } from './views/entry/waiting.tsx'

async function start(root: HTMLElement): Promise<void> {
  followAddress()
  followEventNames()
  keepFocus()
  keepFocusInRow()
  if (guest) return (await import('./guest.tsx')).startGuest(root)
  whenSessionEnds(endSession)
  keepConnection()
  guardDrafts()
  const spoken = speak(preferredLanguage())
  await untilAnswered(enter, async (problem) => {
    await spoken
    render(<Waiting problem={problem} />, root)
  })
  await spoken
  firstEvent.follow()
  live.follow()
  followLight()
  keepTime()
  render(<App />, root)
}

async function enter(): Promise<void> {
  await recallSession()
  if (session.value) await loadSites()
}

const root = document.getElementById('app')
if (root) void start(root)
