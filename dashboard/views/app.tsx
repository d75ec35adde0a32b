import { useEffect } from 'preact/hooks'
import { Route, Switch } from 'wouter-preact'
import { lazy } from '../blocks/answers/lazy.tsx'
import { placeOf } from '../blocks/page/entries.ts'
import { address, go } from '../models/address.ts'
import { movedTo } from '../models/moved.ts'
import { confined, session } from '../models/session.ts'
import { rememberSite, site, sites } from '../models/sites.ts'
import { pageInView, pagePath } from '../models/view.ts'
import { Toasts } from '../parts/toast.tsx'
import { Frame } from './frame/frame.tsx'
import { Missing } from './missing.tsx'
import { Moved } from './moved.tsx'
import { OpenEnds } from './open-ends.tsx'
import { Palette } from './palette/palette.tsx'
import { REPORT_PAGES } from './report-pages.tsx'

const Home = lazy(async () => (await import('./home/home.tsx')).Home)
const SignIn = lazy(async () => (await import('./entry/sign-in.tsx')).SignIn)
const SignInLink = lazy(async () => (await import('./entry/sign-in-link.tsx')).SignInLink)
const Welcome = lazy(async () => (await import('./entry/welcome.tsx')).Welcome)
const Nowhere = lazy(async () => (await import('./entry/nowhere.tsx')).Nowhere)
const AddSite = lazy(async () => (await import('./entry/add-site.tsx')).AddSite)
const Return = lazy(async () => (await import('./return/return.tsx')).Return)
const Experiments = lazy(async () => (await import('./experiments/experiments.tsx')).Experiments)
const Health = lazy(async () => (await import('./customers/health.tsx')).Health)
const Accounts = lazy(async () => (await import('./customers/accounts.tsx')).Accounts)
const Calculators = lazy(
  async () => (await import('./customers-revenue/calculators.tsx')).Calculators,
)
const Stages = lazy(async () => (await import('./customers/stages.tsx')).Stages)
const People = lazy(async () => (await import('./people/people.tsx')).People)
const Quality = lazy(async () => (await import('./quality/quality.tsx')).Quality)
const Links = lazy(async () => (await import('./links/links.tsx')).Links)
const Settings = lazy(async () => (await import('./settings/settings.tsx')).Settings)
const Design = lazy(async () => (await import('./design/design.tsx')).Design)

/** The parts on one page are for whoever works on them. */
const DEVELOPING = ['localhost', '127.0.0.1'].includes(location.hostname)

export function App() {
  return (
    <OpenEnds>
      <Switch>
        {DEVELOPING && (
          <Route path="/design">
            <Design />
          </Route>
        )}
        <Route path="/sign-in">
          <SignIn />
        </Route>
        <Route path="/sign-in/:secret">
          <SignInLink />
        </Route>
        <Route>
          <SignedIn />
        </Route>
      </Switch>
      <Toasts />
    </OpenEnds>
  )
}

function SignedIn() {
  if (session.value === null) return <ToSignIn />
  // Who came by a link may do nothing before they have a password, wherever they come back to.
  if (session.value && confined.value) return <Welcome />
  if (session.value === undefined || sites.value === undefined) return null
  return (
    <Switch>
      <Route path="/">
        <Start />
      </Route>
      <Route path="/welcome">
        <Start />
      </Route>
      <Route path="/sites/new">
        <AddSite />
      </Route>
      <Route path="/sites/:site/*?">
        <SitePages />
      </Route>
      <Route>
        <Nowhere />
      </Route>
    </Switch>
  )
}

/** Whoever comes without a session signs in and then goes on where they wanted. */
function ToSignIn() {
  const { path, search } = address.value
  useEffect(() => {
    const next = path === '/' ? '' : `?next=${encodeURIComponent(path + search)}`
    go(`/sign-in${next}`, { replace: true })
  }, [path, search])
  return null
}

/** All sites where there are several; the only one itself. */
function Start() {
  const [first, second] = sites.value ?? []
  const only = second ? undefined : first
  const to = only ? pagePath('', only.domain) : '/sites/new'
  useEffect(() => {
    if (!second) go(to, { replace: true })
  }, [second, to])
  return second ? <Home /> : null
}

function SitePages() {
  const domain = site.value?.domain
  useEffect(() => {
    if (domain !== undefined) rememberSite(domain)
  }, [domain])
  if (domain === undefined) return <Nowhere />
  const page = pageInView.value
  const moved = movedTo(page, address.value.search)
  if (moved !== undefined) return <Moved to={moved} />
  return (
    <Frame>
      <div key={domain}>
        <Switch>
          {REPORT_PAGES.map(({ path, view: View }) => (
            <Route key={path} path={`/sites/:site${path}`}>
              {placeOf(page)?.tab.path === page ? <View /> : <Missing />}
            </Route>
          ))}
          <Route path="/sites/:site/experiments/:tab?">
            {placeOf(page)?.tab.path === page ? <Experiments /> : <Missing />}
          </Route>
          <Route path="/sites/:site/return/:tab?">
            {placeOf(page)?.tab.path === page ? <Return /> : <Missing />}
          </Route>
          <Route path="/sites/:site/customers">
            <Health />
          </Route>
          <Route path="/sites/:site/customers/accounts/*?">
            <Accounts />
          </Route>
          <Route path="/sites/:site/customers/revenue/calculators">
            <Calculators />
          </Route>
          <Route path="/sites/:site/customers/stages">
            <Stages />
          </Route>
          <Route path="/sites/:site/customers/people/*?">
            <People />
          </Route>
          <Route path="/sites/:site/quality">
            <Quality />
          </Route>
          <Route path="/sites/:site/links/:tab?">
            {placeOf(page)?.tab.path === page ? <Links /> : <Missing />}
          </Route>
          <Route path="/sites/:site/settings/:section?">
            <Settings />
          </Route>
          <Route component={Missing} />
        </Switch>
      </div>
      <Palette />
    </Frame>
  )
}
