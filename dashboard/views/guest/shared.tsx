import { Route, Router, Switch } from 'wouter-preact'
import { openedShare } from '../../models/shared-link.ts'
import { sharedKey } from '../../opened-as.ts'
import { Toasts } from '../../parts/toast.tsx'
import { Missing } from '../missing.tsx'
import { Overview } from '../overview/overview.tsx'
import { Acquisition, Audience, Events, Live, Pages } from '../report-pages.tsx'
import { ClosedShare } from './closed-share.tsx'
import { SharedFrame } from './shared-frame.tsx'

/** What a shared link shows: the pages of reports, or why they are not to be seen. */
export function Shared() {
  return (
    <>
      {openedShare.value ? <SharedPages share={openedShare.value} /> : <ClosedShare />}
      <Toasts />
    </>
  )
}

function SharedPages({ share }: { share: NonNullable<typeof openedShare.value> }) {
  return (
    <SharedFrame share={share}>
      <Router base={`/share/${sharedKey}`}>
        <Switch>
          <Route path="/" component={Overview} />
          <Route path="/acquisition">
            <Acquisition />
          </Route>
          <Route path="/pages">
            <Pages />
          </Route>
          <Route path="/audience">
            <Audience />
          </Route>
          <Route path="/events">
            <Events />
          </Route>
          <Route path="/live">
            <Live />
          </Route>
          <Route component={Missing} />
        </Switch>
      </Router>
    </SharedFrame>
  )
}
