import { Plus, Search } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { Button } from '../../parts/button.tsx'
import { Chip } from '../../parts/chip.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Check, TextArea, TextField } from '../../parts/field.tsx'
import { Menu, MenuItem } from '../../parts/menu.tsx'
import { Popover } from '../../parts/popover.tsx'
import { Segmented } from '../../parts/segmented.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { toast } from '../../parts/toast.tsx'
import { Sample } from './sample.tsx'

const CHOICES = [
  { value: 'day', name: 'Day' },
  { value: 'week', name: 'Week' },
]
const ignore = () => undefined

export function ControlSamples() {
  const [open, setOpen] = useState(false)
  const [choice, setChoice] = useState('day')
  return (
    <>
      <Sample title="Buttons">
        <Button>Plain</Button>
        <Button kind="primary">Primary</Button>
        <Button kind="ghost">Ghost</Button>
        <Button kind="danger">Danger</Button>
        <Button disabled>Disabled</Button>
        <Button size="small">Small</Button>
        <Button icon={<Plus size={14} />}>With icon</Button>
        <Button icon={<Search size={16} />} label="Search" />
        <CopyButton text="text" label="Copy" done="Copied" />
        <Button onClick={() => toast('Saved')}>Toast</Button>
        <Button onClick={() => setOpen(true)}>Dialog</Button>
        {open && (
          <Dialog title="A dialog" closeLabel="Close" onClose={() => setOpen(false)}>
            <p>What it is about.</p>
          </Dialog>
        )}
      </Sample>
      <Sample title="Choices">
        <Segmented label="Bucket" value={choice} choices={CHOICES} onValue={setChoice} />
        <Tabs label="Tabs" value={choice} tabs={CHOICES} onValue={setChoice} panel="panel" />
        <Popover label="Menu" trigger={{ children: 'Menu' }}>
          {() => (
            <Menu label="Menu">
              <MenuItem chosen>Chosen</MenuItem>
              <MenuItem chosen={false}>Other</MenuItem>
              <MenuItem note="Note">With a note</MenuItem>
            </Menu>
          )}
        </Popover>
        <Chip editLabel="Change" removeLabel="Remove" onEdit={ignore} onRemove={ignore}>
          Channel is <b>Paid Search</b>
        </Chip>
        <div id="panel" />
      </Sample>
      <Fields />
    </>
  )
}

function Fields() {
  return (
    <Sample title="Fields">
      <TextField label="Text" value="" placeholder="Placeholder" hint="A hint" onValue={ignore} />
      <TextField label="Refused" value="wrong" problem="What is wrong with it" onValue={ignore} />
      <TextField label="Disabled" value="Fixed" disabled onValue={ignore} />
      <SelectField label="Select" value="day" choices={CHOICES} onValue={ignore} />
      <TextArea label="Lines" value={'one\ntwo'} onValue={ignore} />
      <Check label="Checked" value={true} onValue={ignore} />
    </Sample>
  )
}
