import { ArrowUp, Plus, Trash2 } from 'lucide-preact'
import { CHANNELS } from '../../../collector/acquisition/channels.ts'
import { RULE_DIMENSIONS, RULE_OPERATORS } from '../../../collector/acquisition/rules.ts'
import { FilterList } from '../../blocks/filters/filter-list.tsx'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { dimensionName } from '../../names.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { settingsWords } from '../../texts/settings.ts'
import { words } from '../../texts/texts.ts'
import type { ConditionDraft, RuleDraft } from './rule-draft.ts'

interface RuleEditorProps {
  draft: RuleDraft
  first: boolean
  /** What was refused of a field of the rule. */
  about: (field: string) => string | undefined
  onChange: (draft: RuleDraft) => void
  onUp: () => void
  onRemove: () => void
}

/** One rule: the channel it names and the conditions that must all hold. */
export function RuleEditor({ draft, first, about, onChange, onUp, onRemove }: RuleEditorProps) {
  const text = settingsWords.value.channels
  const setCondition = (index: number, condition: ConditionDraft) =>
    onChange({ ...draft, conditions: draft.conditions.with(index, condition) })
  return (
    <fieldset class="rule">
      <legend class="unseen">{draft.channel || text.add}</legend>
      <div class="rule-head">
        <TextField
          label={text.channel}
          list="channels"
          required
          value={draft.channel}
          problem={about('channel')}
          onValue={(channel) => onChange({ ...draft, channel })}
        />
        <Button
          kind="ghost"
          icon={<ArrowUp size={16} />}
          label={text.up}
          disabled={first}
          onClick={onUp}
        />
        <Button
          kind="ghost"
          icon={<Trash2 size={16} />}
          label={words.value.actions.remove}
          onClick={onRemove}
        />
      </div>
      <datalist id="channels">
        {CHANNELS.map((channel) => (
          <option key={channel} value={channel} />
        ))}
      </datalist>
      {draft.conditions.map((condition, i) => (
        <ConditionFields
          key={i}
          condition={condition}
          problem={about(`when.${i}`)}
          onChange={(next) => setCondition(i, next)}
        />
      ))}
      {draft.kept.length > 0 && (
        <FilterList
          filters={draft.kept}
          onFilters={(kept) => onChange({ ...draft, kept })}
          mayEmpty={draft.conditions.length > 0}
        />
      )}
      <div>
        <Button
          kind="ghost"
          size="small"
          icon={<Plus size={14} />}
          onClick={() =>
            onChange({
              ...draft,
              conditions: [...draft.conditions, { operator: 'is', subject: 'medium', values: '' }],
            })
          }
        >
          {text.condition}
        </Button>
      </div>
    </fieldset>
  )
}

interface ConditionFieldsProps {
  condition: ConditionDraft
  problem: string | undefined
  onChange: (condition: ConditionDraft) => void
}

function ConditionFields({ condition, problem, onChange }: ConditionFieldsProps) {
  const { filters } = words.value
  const settings = settingsWords.value
  return (
    <div class="rule-condition">
      <SelectField
        label={settings.channels.when}
        value={condition.subject}
        choices={RULE_DIMENSIONS.map((value) => ({
          value,
          name: dimensionName(value, words.value),
        }))}
        onValue={(subject) => onChange({ ...condition, subject })}
      />
      <SelectField
        label={filters.operator}
        value={condition.operator}
        choices={RULE_OPERATORS.map((value) => ({ value, name: filters.operators[value] }))}
        onValue={(operator) => onChange({ ...condition, operator })}
      />
      <TextField
        label={filters.values}
        required
        value={condition.values}
        problem={problem}
        onValue={(values) => onChange({ ...condition, values })}
      />
    </div>
  )
}
