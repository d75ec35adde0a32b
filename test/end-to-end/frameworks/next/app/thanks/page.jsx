export const metadata = { title: 'Thanks' }

export default function Thanks() {
  return (
    <main style={{ height: 600 }}>
      <h1>Thanks</h1>
    </main>
  )
}
