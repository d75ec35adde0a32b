import { Route, Router, Switch } from 'wouter-preact'
import { placeOf } from '../../blocks/page/entries.ts'
import { address } from '../../models/address.ts'
import { movedTo } from '../../models/moved.ts'
import { openedShare } from '../../models/shared-link.ts'
import { pageInView } from '../../models/view.ts'
import { sharedKey } from '../../opened-as.ts'
import { Toasts } from '../../parts/toast.tsx'
import { Missing } from '../missing.tsx'
import { Moved } from '../moved.tsx'
import { REPORT_PAGES } from '../report-pages.tsx'
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
  const page = pageInView.value
  const moved = movedTo(page, address.value.search)
  if (moved !== undefined) return <Moved to={moved} />
  return (
    <SharedFrame share={share}>
      <Router base={`/share/${sharedKey}`}>
        <Switch>
          {REPORT_PAGES.map(({ path, view: View }) => (
            <Route key={path} path={path || '/'}>
              {placeOf(page)?.tab.path === page ? <View /> : <Missing />}
            </Route>
          ))}
          <Route component={Missing} />
        </Switch>
      </Router>
    </SharedFrame>
  )
}
