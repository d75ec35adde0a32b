import Link from 'next/link'
import Script from 'next/script'
import '../../look.css'
import { Buy } from './buy.jsx'

export default function Layout({ children }) {
  return (
    <html lang="en">
      <head>
        <link rel="icon" href="data:," />
      </head>
      <body>
        <nav>
          <Link href="/">Home</Link> <Link href="/long">Long</Link> <Link href="/about">About</Link>{' '}
          <Link href="/contact">Contact</Link> <Link href="/old">Old</Link>{' '}
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
          <Buy />
        </nav>
        {children}
        <Script src={process.env.NEXT_PUBLIC_TAG} />
      </body>
    </html>
  )
}
