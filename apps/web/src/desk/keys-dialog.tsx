import { Dialog } from '../design/dialog.tsx'
import { useKeysOn } from './keys.tsx'
import { PARTS } from './parts.ts'
import { useDeskWords } from './words/words.ts'

export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const { keys, parts } = useDeskWords()
  const { on, setOn } = useKeysOn()
  const single = [
    ['?', keys.help],
    ['/', keys.find],
    ['c', keys.copy],
    ['p', keys.print],
    ...PARTS.map((part, index) => [String(index + 1), keys.part(parts[part])] as const),
  ] as const
  const always = [
    ['Enter', keys.enter],
    ['↑ ↓', keys.arrows],
    ['1–7', keys.digits],
    ['Esc', keys.escape],
  ] as const
  return (
    <Dialog title={keys.title} onClose={onClose}>
      <label className="switch">
        <input type="checkbox" checked={on} onChange={({ target }) => setOn(target.checked)} />
        <span>
          {keys.on}
          <span className="small soft">{keys.onMore}</span>
        </span>
      </label>
      <dl className={on ? 'keys' : 'keys off'}>
        {single.map(([key, does]) => (
          <Key key={key} name={key} does={does} />
        ))}
      </dl>
      <dl className="keys">
        {always.map(([key, does]) => (
          <Key key={key} name={key} does={does} />
        ))}
      </dl>
    </Dialog>
  )
}

function Key({ name, does }: { readonly name: string; readonly does: string }) {
  return (
    <div>
      <dt>
        <kbd>{name}</kbd>
      </dt>
      <dd>{does}</dd>
    </div>
  )
}
