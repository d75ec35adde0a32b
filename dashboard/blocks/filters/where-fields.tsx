import { Plus, X } from 'lucide-preact'
import type { Filter } from '../../../collector/settings/filter.ts'
import { OPERATORS } from '../../../collector/vocabulary.ts'
import { propertiesQuestion, valuesQuestion } from '../../models/seen-values.ts'
import { Button } from '../../parts/button.tsx'
import { settingsWords } from '../../texts/settings.ts'
import { words } from '../../texts/texts.ts'
import { CountedField } from '../forms/counted-field.tsx'
import { SelectField } from '../forms/select-field.tsx'
import { FilterList } from './filter-list.tsx'
import { BLANK, type PropertyDraft, type WhereDraft } from './where-draft.ts'

interface WhereFieldsProps {
  /** Which events are meant, for names and values to offer. */
  within: readonly Filter[]
  where: WhereDraft
  /** What was refused of the condition at a place. */
  about: (place: number) => string | undefined
  onWhere: (where: WhereDraft) => void
}

/** Conditions on what the event carried; all of them must hold. */
export function WhereFields({ within, where, about, onWhere }: WhereFieldsProps) {
  const text = settingsWords.value.goals
  const { properties, kept } = where
  const setProperties = (next: PropertyDraft[]) => onWhere({ ...where, properties: next })
  return (
    <fieldset class="field where">
      <legend>{text.where}</legend>
      {properties.map((property, i) => (
        <PropertyFields
          key={i}
          within={within}
          draft={property}
          problem={about(i)}
          onDraft={(next) => setProperties(properties.with(i, next))}
          onRemove={() => setProperties(properties.toSpliced(i, 1))}
        />
      ))}
      {kept.length > 0 && (
        <FilterList
          filters={kept}
          onFilters={(next) => onWhere({ ...where, kept: next })}
          mayEmpty
        />
      )}
      <div>
        <Button
          kind="ghost"
          size="small"
          icon={<Plus size={14} />}
          onClick={() => setProperties([...properties, BLANK])}
        >
          {settingsWords.value.channels.condition}
        </Button>
      </div>
    </fieldset>
  )
}

interface PropertyFieldsProps {
  within: readonly Filter[]
  draft: PropertyDraft
  problem: string | undefined
  onDraft: (draft: PropertyDraft) => void
  onRemove: () => void
}

function PropertyFields({ within, draft, problem, onDraft, onRemove }: PropertyFieldsProps) {
  const { filters, actions } = words.value
  const property = draft.property.trim()
  return (
    <div class="rule-condition" data-removable>
      <CountedField
        label={filters.property}
        value={draft.property}
        question={propertiesQuestion(within)}
        onValue={(next) => onDraft({ ...draft, property: next })}
      />
      <SelectField
        label={filters.operator}
        value={draft.operator}
        choices={OPERATORS.map((value) => ({ value, name: filters.operators[value] }))}
        onValue={(operator) => onDraft({ ...draft, operator })}
      />
      <CountedField
        label={filters.values}
        several
        value={draft.values}
        problem={problem}
        question={
          property === '' ? undefined : valuesQuestion(`prop:${property}`, 'events', within)
        }
        onValue={(values) => onDraft({ ...draft, values })}
      />
      <Button
        kind="ghost"
        icon={<X size={16} />}
        label={`${actions.remove} ${draft.property}`.trim()}
        onClick={onRemove}
      />
    </div>
  )
}
