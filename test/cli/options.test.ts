import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { COMMANDS } from '../../collector/cli/commands.ts'

const flagsOf = ({ options }: Command) => options.map(({ long }) => long)

/** Those that do something, with what they are called by. */
function doers(command: Command, above = ''): [name: string, flags: (string | undefined)[]][] {
  const name = `${above}${command.name()}`
  if (command.commands.length === 0) return [[name, flagsOf(command)]]
  return command.commands.flatMap((child) => doers(child, `${name} `))
}

const loaded = await Promise.all(Object.values(COMMANDS).map(({ load }) => load()))
const all = loaded.flatMap((command) => doers(command))

test('each command takes the data folder and where the settings lie, but for the one that works in its own', () => {
  const lacking = all.filter(([, flags]) =>
    ['--data', '--settings-url'].some((flag) => !flags.includes(flag)),
  )
  expect(lacking.map(([name]) => name)).toEqual(['bench'])
})

test('each command of the second engine takes the same settings', () => {
  const its = all.filter(([name]) => name.startsWith('clickhouse '))
  expect(its).toHaveLength(6)
  for (const [, flags] of its)
    expect(flags).toEqual(
      expect.arrayContaining(['--clickhouse-url', '--clickhouse-cluster', '--collector']),
    )
})
