import { Refusal } from '../refusal.ts'

/** What the intake thread refuses has lost its class on the way. */
export async function refusing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Error && error.name === 'Refusal') throw new Refusal(409, error.message)
    throw error
  }
}
