import { connection } from 'next/server'

const fetched = () => new Promise((resolve) => setTimeout(resolve, 300, 'Long'))

/** Streamed after the page, as one that asks a database. */
export async function generateMetadata() {
  await connection()
  return { title: await fetched() }
}

export default async function Long() {
  await connection()
  return (
    <main style={{ height: 3000 }}>
      <h1>Long</h1>
    </main>
  )
}
