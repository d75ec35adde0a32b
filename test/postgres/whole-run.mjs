import { postgresServer } from './server.mjs'

/** One PostgreSQL for all files of a run. */
export default async function openPostgres() {
  const server = await postgresServer()
  process.env.POSTGRES_URL = server.url('postgres')
  return () => server.remove()
}
