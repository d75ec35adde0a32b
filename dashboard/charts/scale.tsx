interface ScaleProps {
  /** What the shades count, and from which number to which. */
  label: string
  /** The shades from the least to the most, any CSS colours. */
  shades: readonly string[]
  /** The numbers of the least, the middle and the most shade. */
  numbers: readonly [string, string, string]
}

/** What the shades of a map mean. */
export function Scale({ label, shades, numbers }: ScaleProps) {
  return (
    <div class="scale" role="img" aria-label={label}>
      <i
        class="scale-bar"
        style={{ background: `linear-gradient(to right, ${shades.join(', ')})` }}
      />
      <span>{numbers[0]}</span>
      <span>{numbers[1]}</span>
      <span>{numbers[2]}</span>
    </div>
  )
}
