import type { MapCatalogue } from './catalogue.ts'

const didYouMean = (meant: string) => (meant === '' ? '' : `是否想寫 \`${meant}\`？`)
const whole = (path: string) => (path === '' ? '對應檔' : `\`${path}\``)

export const zhTW: MapCatalogue = {
  mistakes: {
    'not-yaml': () =>
      '從這裡起不是 YAML；請每行寫一個 `鍵: 值`，用空格縮排，引號和括號成對，以 `{`、`*` 開頭或含 `: `、`#` 的文字加引號',
    'not-a-mapping': () => '檔案不是對應檔；請在行首分別寫 `sources:` 和 `facts:`',
    'not-plain': () => '不讀取標籤、參照和作為鍵的清單；請直接寫出值',
    'key-twice': (p) => `\`${p.key}\` 寫了兩次，第一次在第 ${p.firstLine} 行；請只留一個`,
    'unknown-key': (p) =>
      `${whole(p.path)} 不認識 \`${p.key}\`；${didYouMean(p.meant)}這裡可以寫：${p.allowed}`,
    'missing-key': (p) =>
      `${whole(p.path)} 缺少 \`${p.key}\`；請寫 \`${p.key}: ${p.example}\` 或其他值`,
    'not-a-map': (p) => `\`${p.path}\` 必須有自己的鍵；請寫 \`${p.example}\``,
    'not-a-list': (p) => `\`${p.path}\` 必須是非空的清單；請寫 \`${p.example}\``,
    'not-one-value': (p) => `\`${p.path}\` 必須是一個非空的值；請寫 \`${p.example}\` 或其他值`,
    'unknown-word': (p) =>
      `\`${p.path}\` 不能是 \`${p.written}\`；${didYouMean(p.meant)}請寫其中之一：${p.allowed}`,
    'unknown-source': (p) =>
      `沒有來源 \`${p.written}\`；${didYouMean(p.meant)}請寫其中之一：${p.allowed}`,
    'no-files': (p) =>
      `來源 \`${p.source}\` 沒有寫檔案；請寫 \`files:\`，或給出 --source ${p.source}=FILE`,
    'no-such-file': (p) =>
      `來源 \`${p.source}\` 在 \`${p.files}\` 沒有檔案；請改正從對應檔所在檔案夾算起的路徑，或給出 --source ${p.source}=FILE`,
    'no-table': (p) => `資料需要 \`${p.table}\` 表；請寫明它由什麼組成`,
    'no-facts-column': (p) =>
      `\`${p.table}\` 需要 \`${p.column}\` 欄；請寫 \`${p.column}: \` 和它的來歷`,
    'no-head': (p) =>
      `\`${p.path}\` 沒有說明它的來歷；${didYouMean(p.meant)}請寫欄名，或寫帶有以下之一的鍵：${p.allowed}`,
    'several-heads': (p) =>
      `\`${p.path}\` 同時寫了多種來歷：${p.heads}；請只留一種，把另一種寫在它裡面`,
    'no-comparison': (p) =>
      `\`${p.path}\` 沒有對欄作判斷；請寫其中之一：is、isNot、in、notIn、empty、above、atLeast、below、atMost`,
    'unknown-column': (p) =>
      `\`${p.file}\` 沒有 \`${p.column}\` 欄；${didYouMean(p.meant)}請按表頭寫欄名，固定文字請寫 \`{text: ${p.column}}\``,
    'column-twice': (p) =>
      `\`${p.file}\` 有多個 \`${p.column}\` 欄；請去掉表頭，用 \`header:\` 給它們各自命名`,
    'name-taken': (p) => `\`${p.name}\` 已經是 \`${p.file}\` 的欄；請換一個名字`,
    'bad-form': (p) =>
      `\`${p.path}\` 為 \`${p.written}\`，沒有把日期的各部分各寫一次；請用 YYYY、MM 或 M，日期再加 DD 或 D，例如 \`${p.example}\``,
    'bad-constant': (p) =>
      `\`${p.path}\` 為 \`${p.written}\`，不是${KINDS[p.type] ?? p.type}；請寫成 \`${p.example}\` 這樣`,
    'wrong-type': (p) =>
      `\`${p.path}\` 是${KINDS[p.have] ?? p.have}，這裡需要${KINDS[p.want] ?? p.want}；要日期請取月份的 firstDay 或 lastDay，要月份請取日期的 month，或換一欄`,
    'share-without-each': (p) =>
      `\`${p.path}\` 是分攤，卻沒有可分攤的月份；請在 \`columns:\` 旁寫 \`each:\`，並在那裡分攤，不要寫在來源的 values 中`,
    'bad-template': (p) =>
      `\`${p.path}\` 為 \`${p.written}\`，花括號不成對；欄請寫 \`{欄名}\`，花括號本身請寫 \`{{\` 和 \`}}\``,
    circle: (p) => `\`${p.name}\` 由它自己組成；請由檔案的欄組成`,
    'no-wide-column': (p) =>
      `\`${p.file}\` 沒有符合 \`${p.written}\` 的月份欄；請按表頭寫，例如 \`M{YYYYMM}\``,
    'wide-without-year': (p) => `\`${p.written}\` 只有月份沒有年份；請寫 \`year:\` 和存放年份的欄`,
    'float-amount': (p) =>
      `\`${p.file}\` 的 \`${p.column}\` 欄型別為 ${p.type}，金額不精確；請改為 DECIMAL、整數或文字`,
  },
  reasons: {
    missing: (c) => `\`${c.into}\` 會為空，來自 \`${c.column}\`；請補上，或改用另一欄`,
    'malformed-date': (c) =>
      `\`${c.column}\` 為 \`${c.value}\`，不是對應檔所寫格式的日期；請改正，或補上它的格式`,
    'malformed-month': (c) =>
      `\`${c.column}\` 為 \`${c.value}\`，不是對應檔所寫格式的月份；請改正，或補上它的格式`,
    'malformed-amount': (c) =>
      `\`${c.column}\` 為 \`${c.value}\`，不是金額；請寫數字，最多一個小數點`,
    'malformed-number': (c) => `\`${c.column}\` 為 \`${c.value}\`，不是整數；請寫數字`,
    'not-whole-fen': (c) =>
      `\`${c.column}\` 為 \`${c.value}\`，不是整數分；請核對單位，或在對應檔中寫 \`round\``,
    'unknown-code': (c) =>
      `\`${c.column}\` 的代碼 \`${c.value}\` 沒有對應的翻譯；請加入 codes，或寫 else`,
    'unknown-word': (c) =>
      `\`${c.column}\` 為 \`${c.value}\`，\`${c.into}\` 不認識；請用 codes 翻譯`,
    'too-many-months': (c) =>
      `從 \`${c.column}\` 的 \`${c.value}\` 起會超過 1,200 個月；請改正首月或末月`,
  },
}

const KINDS: Readonly<Record<string, string>> = {
  text: '文字',
  date: '日期',
  month: '月份',
  amount: '金額',
  number: '整數',
}
