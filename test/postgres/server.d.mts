/** A PostgreSQL of the tests' own, in a process that can be killed and started again at the same address. */
export interface PostgresServer {
  url(database: string): string
  start(): Promise<void>
  /** All of it at once, as a power cut would. */
  kill(): Promise<void>
  remove(): Promise<void>
}

export function postgresFolder(): string | undefined
export function installPostgres(): boolean
export function postgresServer(): Promise<PostgresServer>
