import { render } from 'preact'
import { askAsGuest, whenSessionEnds } from './api.ts'
import { keepConnection } from './models/connection.ts'
import { firstEvent } from './models/first-event.ts'
import { live } from './models/live.ts'
import { keepOpen, openShare, reopenShare } from './models/shared-link.ts'
import { keepTime } from './models/time.ts'
import { preferredLanguage, speak } from './texts/texts.ts'
import { Shared } from './views/guest/shared.tsx'

/** The dashboard for whoever has a shared link: nobody is signed in. */
export async function startGuest(root: HTMLElement): Promise<void> {
  askAsGuest()
  // The link may have been removed, or have another password now: opening it again says which.
  whenSessionEnds(reopenShare)
  keepConnection()
  await Promise.all([speak(preferredLanguage()), openShare()])
  // How to set a site up is its members' business.
  firstEvent.arrived.value = true
  live.follow()
  keepTime()
  keepOpen()
  render(<Shared />, root)
}
