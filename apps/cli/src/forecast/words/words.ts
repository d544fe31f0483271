/** What a forecast says beside the words that the commands have. */
export interface ForecastWords {
  readonly labels: Readonly<Record<Label, string>>
  readonly headings: Readonly<Record<'byMonth' | 'byStar' | 'byRegion' | 'backTest', string>>
  readonly lookedFrom: (p: { readonly month: string; readonly billed: string }) => string
  /** What is taken to come. */
  readonly assumption: string
  readonly answer: (p: {
    readonly customers: string
    readonly through: string
    readonly due: string
    readonly falls: string
    readonly rises: string
    readonly near: string
    readonly growth: string
  }) => string
  readonly moreRegions: (count: string) => string
  readonly noRegion: string
  /** Heads the falls and rises of single months. */
  readonly inThatMonth: string
  readonly backTest: BackTestWords
  /** The line on stderr. */
  readonly summary: (p: {
    readonly from: string
    readonly through: string
    readonly falls: string
    readonly rises: string
    /** What the back-test found; null without one. */
    readonly right: { readonly share: string; readonly months: number } | null
    /** Folder of the lists; null if none were asked for. */
    readonly out: string | null
  }) => string
}

type Label =
  | 'lookedFrom'
  | 'assumed'
  | 'month'
  | 'star'
  | 'region'
  | 'held'
  | 'due'
  | 'falls'
  | 'renews'
  | 'rises'
  | 'near'
  | 'fallsFrom'
  | 'risesTo'
  | 'nearTo'
  | 'compared'
  | 'left'
  | 'right'
  | 'unchanged'
  | 'forecast'
  | 'cameTrue'
  | 'foreseen'
  | 'growthOff'

/** Shares are written as `79.3%`. */
interface BackTestWords {
  readonly none: (p: { readonly month: string }) => string
  readonly how: (p: { readonly month: string; readonly through: string }) => string
  readonly stars: (p: {
    readonly months: number
    readonly right: string
    readonly unchanged: string
  }) => string
  readonly growth: (p: { readonly months: number; readonly off: string }) => string
  readonly falls: (p: HitWords) => string
  readonly rises: (p: HitWords) => string
  /** None forecast and none that happened. */
  readonly noFalls: string
  readonly noRises: string
  readonly apart: (p: { readonly left: string; readonly joined: string }) => string
}

interface HitWords {
  readonly forecast: string
  readonly happened: string
  readonly both: string
  /** Null of none. */
  readonly precision: string | null
  readonly recall: string | null
}
