export const metadata = { title: 'Home' }

export default function Home() {
  return (
    <main style={{ height: 2400 }}>
      <h1>Home</h1>
    </main>
  )
}
