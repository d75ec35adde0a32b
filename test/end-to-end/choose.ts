import type { Locator } from 'playwright-core'

/** Takes one of many in a field that finds it. */
export async function choose(field: Locator, name: string): Promise<void> {
  await field.fill(name)
  await field.page().getByRole('option', { name }).first().click()
}
