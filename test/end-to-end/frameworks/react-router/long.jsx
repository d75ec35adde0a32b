import { useEffect, useState } from 'react'

/** A page that fetches before it knows what it is called and how long it is. */
export const Component = () => {
  const [title, setTitle] = useState('Loading…')
  useEffect(() => {
    const later = setTimeout(setTitle, 300, 'Long')
    return () => clearTimeout(later)
  }, [])
  return (
    <main style={{ height: title === 'Long' ? 3000 : 600 }}>
      <title>{title}</title>
      <h1>{title}</h1>
    </main>
  )
}
