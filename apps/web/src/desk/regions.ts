import type { Language } from '../api/answers.ts'

/** Provinces by the code of the API, in simplified characters; traditional ones where they differ. */
const NAMES: Readonly<Record<string, readonly [string, string?]>> = {
  anhui: ['安徽'],
  beijing: ['北京'],
  chongqing: ['重庆', '重慶'],
  fujian: ['福建'],
  gansu: ['甘肃', '甘肅'],
  guangdong: ['广东', '廣東'],
  guangxi: ['广西', '廣西'],
  guizhou: ['贵州', '貴州'],
  hainan: ['海南'],
  hebei: ['河北'],
  heilongjiang: ['黑龙江', '黑龍江'],
  henan: ['河南'],
  hubei: ['湖北'],
  hunan: ['湖南'],
  jiangsu: ['江苏', '江蘇'],
  jiangxi: ['江西'],
  jilin: ['吉林'],
  liaoning: ['辽宁', '遼寧'],
  neimenggu: ['内蒙古', '內蒙古'],
  ningxia: ['宁夏', '寧夏'],
  qinghai: ['青海'],
  shaanxi: ['陕西', '陝西'],
  shandong: ['山东', '山東'],
  shanghai: ['上海'],
  shanxi: ['山西'],
  sichuan: ['四川'],
  tianjin: ['天津'],
  xinjiang: ['新疆'],
  xizang: ['西藏'],
  yunnan: ['云南', '雲南'],
  zhejiang: ['浙江'],
}

/** `安徽`, `Anhui`; what is not known stays as it is. */
export function regionName(code: string, language: Language): string {
  const name = NAMES[code]
  if (name === undefined) return code
  if (language === 'en') return `${code.charAt(0).toUpperCase()}${code.slice(1)}`
  return (language === 'zh-TW' ? name[1] : undefined) ?? name[0]
}
