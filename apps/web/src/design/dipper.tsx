/** The seven stars of the Big Dipper from the lip of the bowl to the end of the handle: 天枢 to 摇光. */
const STARS = [
  [286, 40],
  [279, 104],
  [196, 112],
  [178, 62],
  [128, 50],
  [84, 34],
  [26, 24],
] as const

/** From each star to the next; the last closes the bowl. */
const LINES = [
  [0, 1],
  [1, 2],
  [2, 3],
  [3, 4],
  [4, 5],
  [5, 6],
  [3, 0],
] as const

/** A star with four points, around 0,0. */
const POINTS =
  'M0-13C1.8-4.2 4.2-1.8 13 0C4.2 1.8 1.8 4.2 0 13C-1.8 4.2-4.2 1.8-13 0C-4.2-1.8-1.8-4.2 0-13Z'

/**
 * As many stars of the Dipper alight as the customer has.
 *
 * @param label what it says; left out where it stands beside
 */
export function Dipper({ lit, label }: { readonly lit: number; readonly label?: string }) {
  const alight = (index: number) => index < lit
  return (
    <svg
      className="dipper"
      viewBox="0 0 312 136"
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {LINES.map(([a, b]) => (
        <line
          key={`${a}-${b}`}
          x1={STARS[a][0]}
          y1={STARS[a][1]}
          x2={STARS[b][0]}
          y2={STARS[b][1]}
          stroke={alight(a) && alight(b) ? 'var(--gold)' : 'var(--night-line)'}
          strokeWidth={alight(a) && alight(b) ? 1.75 : 1.25}
          strokeDasharray={alight(a) && alight(b) ? undefined : '3 4'}
        />
      ))}
      {STARS.map(([x, y], index) => (
        <g key={x} transform={`translate(${x} ${y})`}>
          {alight(index) ? (
            <>
              <circle r="15" fill="var(--gold)" opacity="0.14" />
              <path d={POINTS} fill="var(--gold)" />
            </>
          ) : (
            <circle r="5" fill="var(--night-a)" stroke="var(--on-night-soft)" strokeWidth="1.5" />
          )}
        </g>
      ))}
    </svg>
  )
}
