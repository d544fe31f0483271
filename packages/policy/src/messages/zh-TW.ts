import { type Catalogue, keyPath } from './catalogue.ts'

const didYouMean = (meant: string) => (meant === '' ? '' : `是否想寫 \`${meant}\`？`)
const listed = (words: string) => words.replaceAll(', ', '、')
const months = (from: string, through: string) =>
  from === through ? `${from} 月份` : `${from} 至 ${through} 各月`

export const zhTW: Catalogue = {
  over: (documents) => `疊加在 ${listed(documents)} 之上時：`,
  sentences: {
    'no-document': () => '這裡沒有全國方案文件；請寫一份，以生效首月命名，例如 `2016-01.yaml`',
    'misplaced-file': () =>
      '方案不會讀取此位置的檔案；全國文件請命名為 `<月份>.yaml` 放在最上層，地區疊加請命名為 `overlays/<地區>/<月份>.yaml`，案例請放在 `cases/` 下',
    'file-name': (p) =>
      `檔名 \`${p.name}\` 不是月份；請以其 effectiveFrom 命名，例如 \`2016-01.yaml\``,
    'no-such-month': (p) => `月份 ${p.month} 不存在；月份請寫 01 至 12，例如 \`2016-01\``,
    syntax: () =>
      '從這裡起無法按 YAML 讀取；請每行寫一個 `鍵: 值`，含 `: `、`#` 或括號的文字請加引號',
    tab: () => '此行用定位字元縮排；請改用空格',
    unclosed: () => '前面打開的括號或引號沒有閉合；請補上',
    'empty-file': () => '檔案沒有內容；請寫入方案文件或地區疊加，或者刪除檔案',
    'several-documents': () => '這裡開始了第二份文件；每個檔案請只寫一份，中間不要有 `---`',
    'not-a-document': () => '檔案不是由鍵和值組成；請從行首的 `policy:` 寫起',
    'duplicate-key': (p) => `\`${p.key}\` 寫了兩次，第一次在第 ${p.firstLine} 行；請只留一處`,
    'key-not-text': () => '鍵的位置上是清單或對映；冒號前請寫名稱',
    alias: (p) => `\`*${p.name}\` 引用了別處；請直接寫出值`,
    tag: (p) => `不讀取標籤 \`${p.tag}\`；請去掉標籤，只寫值`,

    'unknown-key': (p) =>
      `方案語言中沒有 \`${keyPath(p)}\`；${didYouMean(p.meant)}此處可寫：${listed(p.allowed)}`,
    missing: (p) => `缺少 \`${p.path}\`；請寫 \`${p.key}: ${p.example}\` 或其他值`,
    'not-a-map': (p) => `\`${p.path}\` 下面應有自己的鍵；請寫 \`${p.example}\``,
    'not-a-list': (p) => `\`${p.path}\` 應為清單；請寫在方括號內，例如 \`${p.example}\``,
    'not-one-value': (p) =>
      `\`${p.path}\` 應為單一值，不是清單或對映；請寫 \`${p.example}\` 或其他值`,
    'not-text': (p) =>
      `\`${p.path}\` 寫作 \`${p.written}\`，不會讀成文字；請加引號，例如 \`"${p.written}"\``,
    'not-a-name': (p) =>
      `\`${p.path}\` 寫作 \`${p.written}\`；請用小寫字母、數字和連字號，中間一個斜線，例如 \`${p.example}\``,
    'not-an-integer': (p) =>
      `\`${p.path}\` 寫作 \`${p.written}\`；請用數字寫整數，例如 \`${p.example}\``,
    'not-a-decimal': (p) =>
      `\`${p.path}\` 寫作 \`${p.written}\`；請用數字書寫，最多一個小數點，例如 \`${p.example}\``,
    'not-a-flag': (p) => `\`${p.path}\` 寫作 \`${p.written}\`；請寫 \`true\` 或 \`false\``,
    'not-a-month': (p) =>
      `\`${p.path}\` 寫作 \`${p.written}\`；月份請寫四位年份和兩位月份，例如 \`${p.example}\``,
    'quoted-number': (p) => `\`${p.path}\` 加了引號；請去掉引號，寫 \`${p.written}\``,
    'too-small': (p) => `\`${p.path}\` 為 ${p.written}；請寫 ${p.bound} 或更大`,
    'too-large': (p) => `\`${p.path}\` 為 ${p.written}；請寫 ${p.bound} 或更小`,
    'unknown-word': (p) =>
      `\`${p.path}\` 不能是 \`${p.written}\`；${didYouMean(p.meant)}請寫其中之一：${listed(p.allowed)}`,
    'repeated-word': (p) => `\`${p.path}\` 中 \`${p.written}\` 列了兩次；請只寫一次`,
    'empty-list': (p) => `\`${p.path}\` 是空清單；請至少列一項，例如 \`${p.example}\``,
    'empty-text': (p) => `\`${p.path}\` 是空白；請寫文字，例如 \`${p.example}\``,

    'tenure-neither': () =>
      '`growth.tenure` 既無 `perMonth` 也無 `brackets`；請寫其中一個，例如 `perMonth: 10`',
    'tenure-both': () =>
      '`growth.tenure` 同時寫了 `perMonth` 和 `brackets`；請保留一個，另一個寫 `null`',
    'brackets-start': (p) =>
      `第一級距從 ${p.from} 個月開始；請寫 \`from: 0\`，或在前面加一個從 0 開始的級距`,
    'brackets-rise': (p) =>
      `這一級距從 ${p.from} 個月開始，前一級距從 ${p.before} 個月開始；各級距須遞增，請寫大於 ${p.before} 的數`,
    'brackets-fall': (p) =>
      `這一級距為 ${p.value}，前一級距為 ${p.before}；網齡更長不會得到更少，請寫 ${p.before} 或更大`,
    'kind-without-growth': (p) =>
      `\`kinds\` 列有 \`${p.kind}\`，\`growth.spend.perYuan\` 卻沒有它；請加上 \`${p.kind}: 1\` 或其他數`,
    'growth-without-kind': (p) =>
      `\`growth.spend.perYuan\` 寫了 \`${p.kind}\`，\`kinds\` 卻只列有 ${listed(p.kinds)}；請在此刪除，或在那裡列出`,
    'thresholds-rise': (p) =>
      `${p.star}★ 的門檻為 ${p.threshold}，${p.star - 1}★ 的門檻為 ${p.before}；門檻須逐級升高，請寫大於 ${p.before} 的數`,
    'names-count': (p) =>
      `\`${p.path}\` 有 ${p.names} 個名稱，門檻卻有 ${p.stars} 個；請為每個星級各寫一個名稱`,
    'cap-without-effect': (p) =>
      `最高為 ${p.stars}★，限為 ${p.atMost}★ 不會降低任何人；請寫 ${p.stars - 1} 或更小，或刪除此上限`,
    'cap-covered': (p) =>
      `此上限（${p.stops} 次停機，最高 ${p.atMost}★）永不起作用，因為 ${p.otherStops} 次停機的上限已限為 ${p.otherAtMost}★；請刪除，或寫更少的次數、更低的星級`,

    'source-path': (p) =>
      `沒有名為 \`${p.path}\` 的值；${didYouMean(p.meant)}請寫某個值或某組值的路徑，例如 \`star.thresholds\``,
    'source-missing': (p) =>
      `沒有說明 \`${p.path}\` 的來源；請在 \`sources\` 中加上 \`${p.path}: {source: …, certainty: …}\`，certainty 為 official、several、one 或 assumed`,

    'file-month-differs': (p) =>
      `effectiveFrom 為 ${p.effectiveFrom}，檔名卻是 ${p.fileMonth}；請寫 \`effectiveFrom: ${p.fileMonth}\`，或改檔名`,
    'region-differs': (p) =>
      `region 為 \`${p.region}\`，資料夾名稱卻是 \`${p.folder}\`；請寫 \`region: ${p.folder}\`，或移動檔案`,
    'policy-differs': (p) =>
      `policy 為 \`${p.policy}\`，${p.other} 卻寫著 \`${p.expected}\`；請寫 \`policy: ${p.expected}\`，或把檔案移到單獨的資料夾`,
    'transition-missing': (p) =>
      `接在另一份文件（${p.before}）之後，須說明現有星級如何過渡；請寫 \`transition: keep\` 或 \`transition: reassess\``,
    'two-documents': (p) =>
      `${p.month} 月份有兩份文件，即本檔案與 ${p.other}；請只留一份，或給本檔案換一個月份`,
    'documents-overlap': (p) =>
      `${months(p.from, p.through)}會有兩份文件，即本檔案與 ${p.other}；請寫 \`effectiveThrough: ${p.last}\`，或不寫`,
    hole: (p) =>
      `本檔案與 ${p.next} 之間，${months(p.from, p.through)}沒有文件；請寫 \`effectiveThrough: ${p.through}\`，或不寫，或為 ${p.from} 另寫一份`,
    'through-before-from': (p) =>
      `effectiveThrough ${p.effectiveThrough} 早於 effectiveFrom ${p.effectiveFrom}；請寫 ${p.effectiveFrom} 或更晚的月份，或不寫`,

    'overlay-transition': () =>
      '地區疊加沒有 `transition`：下一次升星或到期起按本地區的值評定；請刪除，或改在全國文件中寫',
    'overlay-through': () =>
      '地區疊加沒有 `effectiveThrough`：它有效至本地區的下一份疊加；請刪除，要結束它就發布一份不列任何值的疊加',
    'overlay-title': () => '地區疊加沒有 `title`：沿用全國文件的名稱；請刪除',
    'overlay-stars': (p) =>
      `疊加有 ${p.thresholds} 個門檻，全國文件有 ${p.stars} 個；地區不能改變星級個數，請寫 ${p.stars} 個門檻`,
    'two-overlays': (p) =>
      `${p.region} 在 ${p.month} 月份有兩份疊加，即本檔案與 ${p.other}；請只留一份，或給本檔案換一個月份`,
    'overlay-never-applies': (p) =>
      `${p.region} 這份疊加的各月都沒有全國文件；請把 effectiveFrom 寫在方案有效的月份之內，或刪除檔案`,
  },

  costs: {
    'costs-empty-file': () =>
      '檔案沒有內容；請從 `costs:` 寫起，寫明積分和權益的成本，或者刪除檔案',
    'costs-not-a-document': () => '檔案不是由鍵和值組成；請從行首的 `costs:` 寫起',
    'costs-unknown-key': (p) =>
      `成本檔案中沒有 \`${keyPath(p)}\`；${didYouMean(p.meant)}此處可寫：${listed(p.allowed)}`,
    'costs-source-path': (p) =>
      `沒有名為 \`${p.path}\` 的成本；${didYouMean(p.meant)}請寫某個值或某組值的路徑，例如 \`points.multiplier\``,
    'costs-name': (p) =>
      `\`${p.path}\` 寫作 \`${p.written}\`；請用小寫字母、數字和連字號，例如 \`${p.example}\``,
    'costs-benefit-code': (p) =>
      `\`${p.written}\` 不是權益代碼；請用小寫字母、數字和連字號，例如 \`hotline-priority\``,
    'costs-places': (p) => `\`${p.path}\` 為 ${p.written}；小數點後請最多寫 ${p.places} 位`,
    'costs-lengths': (p) =>
      `\`${p.path}\` 列有 ${p.values} 個值，\`points.multiplier\` 卻有 ${p.multipliers} 個；請為 0 至 ${p.star} 各星級各寫一個`,
  },

  benefits: {
    'benefits-empty-file': () =>
      '檔案沒有內容；請從 `policy:` 寫起，寫入權益文件或地區疊加，或者刪除檔案',
    'benefits-unknown-key': (p) =>
      `權益語言中沒有 \`${keyPath(p)}\`；${didYouMean(p.meant)}此處可寫：${listed(p.allowed)}`,
    'benefits-source-path': (p) =>
      `沒有名為 \`${p.path}\` 的值；${didYouMean(p.meant)}請寫本檔案中某個值或某組值的路徑，例如 \`benefits.sim-replacement.limit\``,
    'benefits-code': (p) =>
      `\`${p.written}\` 不是代碼；請用小寫字母、數字和連字號，例如 \`sim-replacement\``,
    'benefits-stars-written': (p) =>
      `\`${p.path}\` 寫作 \`${p.written}\`；請寫最低和最高星級，例如 \`3..7\`，或寫清單，例如 \`[6, 7]\``,
    'benefits-by-star-key': (p) =>
      `\`${p.path}\` 中的鍵 \`${p.written}\` 不是星級；請以星級為鍵，例如 \`{5: 1, 6: 2, 7: 3}\``,
    'benefits-day': (p) =>
      `\`${p.path}\` 寫作 \`${p.written}\`；請按年、月、日寫存在的日期，例如 \`${p.example}\``,
    'benefits-multiplier': (p) =>
      `\`points.multiplier\` 列有 ${p.values} 個值，最高卻是 ${p.star}★；請為 0 至 ${p.star} 各星級各寫一個`,
    'benefits-star-unknown': (p) =>
      `\`${p.path}\` 列有 ${p.star}★，最高卻是 ${p.stars}★；請寫 ${p.stars} 或更小`,
    'benefits-stars-neither': (p) =>
      `沒有說明誰享有 \`${p.path}\`；請寫 \`stars: 3..7\` 或其他值，或寫各有星級的 \`entries\``,
    'benefits-beside-entries': (p) =>
      `\`${p.path}\` 有 entries，各有自己的規則，旁邊又寫了 \`${p.key}\`；請刪除 \`${p.key}\`，或寫在各項之中`,
    'benefits-star-without-value': (p) =>
      `${p.star}★ 享有此權益，\`${p.path}\` 卻沒有它的值；請加上 \`${p.star}: …\`，或寫一個各星級通用的值`,
    'benefits-value-without-star': (p) =>
      `\`${p.path}\` 寫了 ${p.star}★ 的值，該星級卻不享有此權益；請刪除，或在 \`stars\` 中加上該星級`,
    'benefits-lasts-neither': (p) =>
      `\`${p.path}\` 既無 \`days\` 也無 \`hours\`；請寫其中一個，例如 \`days: 7\``,
    'benefits-lasts-both': (p) =>
      `\`${p.path}\` 同時寫了 \`days\` 和 \`hours\`；請保留一個，另一個寫 \`null\``,
    'benefits-needs': (p) =>
      `沒有 \`${p.needed}\` 就無法判斷 \`${p.path}\`；請寫 \`${p.example}\` 或其他值，或修改此處`,
    'benefits-offer-through': (p) =>
      `\`${p.path}\` 為 ${p.through}，早於首日 ${p.from}；請寫 ${p.from} 或更晚的日期，或不寫`,
  },

  variations: {
    'variation-syntax': (p) =>
      `\`${p.written}\` 沒有寫明設定和取值；請寫例如 \`growth.tenure.capMonths=12,36,none\` 或 \`star.thresholds[6]=7000..9000/500\``,
    'variation-path': (p) =>
      `沒有名為 \`${p.path}\` 的設定；${didYouMean(p.meant)}請寫單一值的路徑，例如 \`growth.tenure.capMonths\` 或 \`star.thresholds[0]\``,
    'variation-not-one-value': (p) =>
      `\`${p.path}\` 不是單一值；請寫其中之一：${listed(p.settings)}`,
    'variation-empty': (p) =>
      `\`${p.written}\` 中缺少取值；請寫各個取值，中間用逗號，例如 \`12,36,60\``,
    'variation-value': (p) =>
      `\`${p.written}\` 不是可試的取值；請寫數字、方案語言中的詞、\`none\`，或帶間距的範圍，例如 \`7000..9000/500\``,
    'variation-step-zero': (p) =>
      `\`${p.written}\` 的間距為 0；請寫相鄰取值之間的差，例如 \`7000..9000/500\``,
    'variation-step-away': (p) =>
      `\`${p.written}\` 離 ${p.through} 愈來愈遠；請寫 \`${p.instead}\``,
    'variation-too-many': (p) =>
      `\`${p.path}\` 列有 ${p.count} 個取值；請最多寫 ${p.most} 個，例如加大間距`,
    'variation-repeated': (p) => `\`${p.path}\` 中 \`${p.value}\` 列了兩次；請只寫一次`,
    'variation-no-element': (p) =>
      p.elements === 0
        ? `沒有 \`${p.path}\`，\`${p.list}\` 在這裡一項也沒有；請先在文件中加上一項`
        : `沒有 \`${p.path}\`，\`${p.list}\` 在這裡有 ${p.elements} 項；請從 0 數起，寫 \`${p.list}[${p.elements - 1}]\` 或更前的一項`,
  },
}
