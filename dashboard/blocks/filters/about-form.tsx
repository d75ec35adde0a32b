import { ChevronLeft } from 'lucide-preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Dimension } from '../../../collector/vocabulary.ts'
import type { Condition, Deed } from '../../models/filters.ts'
import { dimensionName } from '../../names.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { words } from '../../texts/texts.ts'
import { DeedForm } from './deed-form.tsx'
import { FilterForm } from './filter-form.tsx'
import type { About } from './offers.ts'

interface AboutFormProps {
  about: About
  onApply: (filter: Condition | Deed) => void
  onBack: () => void
}

/** The long form, for conditions: several values, parts and patterns, what people did, properties. */
export function AboutForm({ about, onApply, onBack }: AboutFormProps) {
  const text = words.value.filters
  const [property, setProperty] = useState<string>()
  const form = useRef<HTMLDivElement>(null)
  // It stands where another field had the focus; letters may follow at once.
  useLayoutEffect(() => {
    form.current?.querySelector<HTMLElement>('[data-first], select')?.focus()
  }, [property])
  const dimension = about === 'property' ? propertyNamed(property) : about
  const title =
    dimension === 'deed'
      ? text.deed
      : dimension
        ? dimensionName(dimension, words.value)
        : text.property
  return (
    <div class="popover-form" ref={form}>
      <header class="form-title">
        <Button
          kind="ghost"
          size="small"
          icon={<ChevronLeft size={14} />}
          label={text.back}
          onClick={onBack}
        />
        <b>{title}</b>
      </header>
      <Fields dimension={dimension} onApply={onApply} onName={setProperty} />
    </div>
  )
}

function propertyNamed(name: string | undefined): Dimension | undefined {
  return name ? `prop:${name}` : undefined
}

interface FieldsProps {
  dimension: Dimension | 'deed' | undefined
  onApply: AboutFormProps['onApply']
  onName: (property: string) => void
}

function Fields({ dimension, onApply, onName }: FieldsProps) {
  if (dimension === undefined) return <PropertyName onName={onName} />
  if (dimension === 'deed') return <DeedForm onApply={onApply} />
  return <FilterForm dimension={dimension} onApply={onApply} />
}

function PropertyName({ onName }: { onName: (name: string) => void }) {
  const text = words.value.filters
  const [name, setName] = useState('')
  return (
    <form
      class="filter-form"
      onSubmit={(event) => {
        event.preventDefault()
        onName(name.trim())
      }}
    >
      <TextField
        label={text.propertyName}
        value={name}
        required
        pattern=".*\S.*"
        data-first
        onValue={setName}
      />
      <Button kind="primary" type="submit">
        {text.next}
      </Button>
    </form>
  )
}
