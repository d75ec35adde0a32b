export const metadata = { title: 'About' }

export default function About() {
  return (
    <main style={{ height: 600 }}>
      <h1>About</h1>
    </main>
  )
}
