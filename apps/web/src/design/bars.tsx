export interface BarPart {
  /** Name of a colour token. */
  readonly colour: string
  /** Of the whole, 0 to 1. */
  readonly share: number
}

/** Shares of a whole. What it shows must also be said in words beside it. */
export function Bar({
  parts,
  mark,
}: {
  readonly parts: readonly BarPart[]
  readonly mark?: number
}) {
  let from = 0
  return (
    <svg className="chart" height="14" aria-hidden="true" preserveAspectRatio="none">
      <rect width="100%" height="14" rx="7" fill="var(--line)" />
      {parts.map(({ colour, share }) => {
        const x = from
        from += share
        return (
          <rect
            key={colour}
            x={`${x * 100}%`}
            width={`${share * 100}%`}
            height="14"
            rx={share < 0.02 ? 0 : 7}
            fill={`var(--${colour})`}
          />
        )
      })}
      {mark === undefined ? null : (
        <rect x={`${mark * 100}%`} width="2" height="14" fill="var(--ink)" />
      )}
    </svg>
  )
}
