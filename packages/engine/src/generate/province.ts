/** The figures of the invented province. Money in fen. */

export const REGIONS = [
  'nanjing',
  'suzhou',
  'wuxi',
  'nantong',
  'xuzhou',
  'changzhou',
  'yancheng',
  'yangzhou',
  'taizhou',
  'huaian',
  'lianyungang',
  'suqian',
  'zhenjiang',
] as const

/** Region of each of 32 equal parts of the customers, as an index into REGIONS. */
export const REGION_SHARES = [
  0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 11, 11,
  12,
] as const

/** The region whose customers have ids in Chinese letters. */
export const LETTERED_REGION = REGIONS.indexOf('lianyungang')

/** Customers that leave in a month, of a million. */
export const CHURN = 12000

/** Months in net before the first period, at equal steps of probability. */
export const TENURE = [
  0, 3, 6, 9, 13, 16, 20, 23, 27, 30, 34, 38, 43, 47, 52, 57, 62, 67, 73, 79, 85, 91, 98, 106, 114,
  122, 132, 142, 154, 167, 182, 199, 239,
] as const

/** Monthly fees of people, each as likely as the next. */
export const FEES = {
  mobile: [
    800, 800, 800, 800, 900, 1000, 1800, 1900, 1900, 1900, 1900, 1900, 1900, 2900, 2900, 2900, 2900,
    2900, 2900, 2900, 3500, 3900, 3900, 3900, 4900, 4900, 5900, 5900, 6900, 8900, 12900, 16900,
  ],
  highMobile: [19900, 19900, 29900, 29900, 39900, 59900],
  broadband: [
    2900, 3000, 3900, 3900, 4000, 4000, 4900, 4900, 5000, 5000, 5900, 5900, 6000, 6000, 6900, 7900,
  ],
  fixed: [1000, 1500, 2000, 2500],
  iptv: [500, 1000, 1000, 1500, 2000],
} as const

/** Monthly fees of enterprises and government: group plans, leased and faster lines. */
export const GROUP_FEES = {
  mobile: [1900, 1900, 2900, 3900, 3900, 4900, 5900, 5900, 7900, 12900],
  broadband: [3900, 4900, 5900, 5900, 7900, 9900, 12900, 15900],
  fixed: [2000, 2500, 3500, 5000],
} as const

/** Of a hundred homes with broadband and a first mobile, those in a bundle. */
export const BUNDLED = 40

/** What a bundle takes off the broadband fee, in hundredths: from … below. */
export const BUNDLE_DISCOUNT = { from: 20, below: 50 } as const

/** Other lines with a discount, of a hundred, and what it takes off the fee, in hundredths. */
export const DISCOUNTED = 9
export const DISCOUNT = { from: 10, below: 40 } as const

/** What happens in a month, of a thousand lines or customers, and at most how many in all periods. */
export const MONTHLY = {
  tariffChanges: { of: 18, most: 900 },
  firstMobilesGivenUp: { of: 1, most: 100 },
  otherLinesGivenUp: { of: 4, most: 400 },
  transfers: { of: 1, most: 100 },
  moves: { of: 2, most: 200 },
} as const

/** Mobiles on a high tariff, of a thousand. */
export const HIGH_SHARE = 12

/** Usage of a mobile in a month that has any, at equal steps of probability. */
export const USAGE = [
  42, 93, 129, 161, 190, 218, 246, 273, 302, 332, 363, 396, 432, 470, 511, 555, 604, 658, 718, 785,
  862, 950, 1053, 1176, 1325, 1512, 1755, 2086, 2570, 3370, 4950, 7600, 21000,
] as const

/** Usage by month of the year from January, in hundredths. */
export const SEASON = [104, 118, 97, 95, 98, 97, 106, 109, 99, 108, 94, 96] as const
