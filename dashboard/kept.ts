/**
 * What this browser remembers for us. A frame on another's page may be refused any storage, and then even
 * asking throws: there nothing is remembered.
 */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    // It is asked for again next time.
  }
}

export function forget(name: string): void {
  try {
    localStorage.removeItem(name)
  } catch {
    // There is nothing to forget.
  }
}
