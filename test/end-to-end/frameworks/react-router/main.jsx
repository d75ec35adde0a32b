import { createRoot } from 'react-dom/client'
import {
  createBrowserRouter,
  createHashRouter,
  Link,
  Outlet,
  RouterProvider,
  replace,
  useNavigate,
} from 'react-router'
import '../look.css'
import { seen } from '../seen.js'

const buy = () => window.tributary('Bought', { revenue: { amount: '49.00', currency: 'EUR' } })

const Frame = () => (
  <>
    <nav>
      <Link to="/">Home</Link> <Link to="/long">Long</Link> <Link to="/about">About</Link>{' '}
      <Link to="/contact">Contact</Link> <Link to="/old">Old</Link>{' '}
      <a href="https://elsewhere.example/us" target="_blank" rel="noreferrer">
        <svg width="16" height="16" role="img" aria-label="Elsewhere">
          <symbol id="icon">
            <rect width="16" height="16" />
          </symbol>
          <use href="#icon" />
        </svg>
      </a>{' '}
      <button type="button" data-track="Like">
        Like
      </button>{' '}
      <button type="button" onClick={buy}>
        Buy
      </button>
    </nav>
    <Outlet />
  </>
)

const Plain = ({ title, height = 600 }) => (
  <main style={{ height }}>
    <title>{title}</title>
    <h1>{title}</h1>
  </main>
)

/** A form of React 19: its action is a function, in the page a `javascript:` address. */
const Contact = () => {
  const navigate = useNavigate()
  return (
    <main style={{ height: 600 }}>
      <title>Contact</title>
      <h1>Contact</h1>
      <form action={() => navigate('/thanks')} data-track="Lead" data-track-kind="demo">
        <label>
          Email <input name="email" type="email" />
        </label>
      </form>
    </main>
  )
}

/** Leads on just after the script has seen the page, as one that first asks who is signed in; `redirect` would push. */
const leadOn = async () => {
  await seen()
  return replace('/about')
}

/** The same app in both ways; the page that it is served with says which. */
const createRouter = window.HASH_ROUTED ? createHashRouter : createBrowserRouter
const router = createRouter([
  {
    Component: Frame,
    children: [
      { path: '/', element: <Plain title="Home" height={2400} /> },
      { path: '/long', lazy: () => import('./long.jsx'), hydrateFallbackElement: <p>Loading…</p> },
      { path: '/about', element: <Plain title="About" /> },
      { path: '/contact', Component: Contact },
      { path: '/thanks', element: <Plain title="Thanks" /> },
      { path: '/old', loader: leadOn, hydrateFallbackElement: <p>Loading…</p> },
    ],
  },
])

createRoot(document.querySelector('#root')).render(<RouterProvider router={router} />)
