import { type ReactNode, useId } from 'react'

interface Described {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

interface Props {
  readonly label: ReactNode
  readonly hint?: ReactNode
  /** What is wrong with what was written. */
  readonly wrong?: ReactNode
  /** The control, with what ties it to its label. */
  readonly children: (described: Described) => ReactNode
}

export function Field({ label, hint, wrong, children }: Props) {
  const id = useId()
  const said = wrong ?? hint
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-describedby': said === undefined ? undefined : `${id}-said`,
        'aria-invalid': wrong === undefined ? undefined : true,
      })}
      {said === undefined ? null : (
        <p id={`${id}-said`} className={wrong === undefined ? 'small soft' : 'small wrong'}>
          {said}
        </p>
      )}
    </div>
  )
}

interface ChoicesProps<T extends string> {
  readonly label: ReactNode
  readonly options: readonly {
    readonly value: T
    readonly text: ReactNode
    readonly lang?: string
  }[]
  readonly value: T | null
  readonly required?: boolean
  readonly onChoose: (value: T) => void
}

/** One of a few, all of them in sight. */
export function Choices<T extends string>({
  label,
  options,
  value,
  required = false,
  onChoose,
}: ChoicesProps<T>) {
  const name = useId()
  return (
    <fieldset className="field">
      <legend>{label}</legend>
      <div className="choices">
        {options.map((option) => (
          <label key={option.value} lang={option.lang}>
            <input
              type="radio"
              name={name}
              required={required}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
            />
            <span>{option.text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
