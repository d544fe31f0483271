import { type Catalogue, keyPath } from './catalogue.ts'

const didYouMean = (meant: string) => (meant === '' ? '' : `是否想写 \`${meant}\`？`)
const listed = (words: string) => words.replaceAll(', ', '、')
const months = (from: string, through: string) =>
  from === through ? `${from} 月份` : `${from} 至 ${through} 各月`

export const zhCN: Catalogue = {
  over: (documents) => `叠加在 ${listed(documents)} 之上时：`,
  sentences: {
    'no-document': () => '这里没有全国方案文档；请写一份，以生效首月命名，例如 `2016-01.yaml`',
    'misplaced-file': () =>
      '方案不会读取此位置的文件；全国文档请命名为 `<月份>.yaml` 放在最上层，地区叠加请命名为 `overlays/<地区>/<月份>.yaml`，用例请放在 `cases/` 下',
    'file-name': (p) =>
      `文件名 \`${p.name}\` 不是月份；请以其 effectiveFrom 命名，例如 \`2016-01.yaml\``,
    'no-such-month': (p) => `月份 ${p.month} 不存在；月份请写 01 至 12，例如 \`2016-01\``,
    syntax: () =>
      '从这里起无法按 YAML 读取；请每行写一个 `键: 值`，含 `: `、`#` 或括号的文字请加引号',
    tab: () => '此行用制表符缩进；请改用空格',
    unclosed: () => '前面打开的括号或引号没有闭合；请补上',
    'empty-file': () => '文件没有内容；请写入方案文档或地区叠加，或者删除文件',
    'several-documents': () => '这里开始了第二份文档；每个文件请只写一份，中间不要有 `---`',
    'not-a-document': () => '文件不是由键和值组成；请从行首的 `policy:` 写起',
    'duplicate-key': (p) => `\`${p.key}\` 写了两次，第一次在第 ${p.firstLine} 行；请只留一处`,
    'key-not-text': () => '键的位置上是列表或映射；冒号前请写名称',
    alias: (p) => `\`*${p.name}\` 引用了别处；请直接写出值`,
    tag: (p) => `不读取标签 \`${p.tag}\`；请去掉标签，只写值`,

    'unknown-key': (p) =>
      `方案语言中没有 \`${keyPath(p)}\`；${didYouMean(p.meant)}此处可写：${listed(p.allowed)}`,
    missing: (p) => `缺少 \`${p.path}\`；请写 \`${p.key}: ${p.example}\` 或其他值`,
    'not-a-map': (p) => `\`${p.path}\` 下面应有自己的键；请写 \`${p.example}\``,
    'not-a-list': (p) => `\`${p.path}\` 应为列表；请写在方括号内，例如 \`${p.example}\``,
    'not-one-value': (p) =>
      `\`${p.path}\` 应为单个值，不是列表或映射；请写 \`${p.example}\` 或其他值`,
    'not-text': (p) =>
      `\`${p.path}\` 写作 \`${p.written}\`，不会读成文字；请加引号，例如 \`"${p.written}"\``,
    'not-a-name': (p) =>
      `\`${p.path}\` 写作 \`${p.written}\`；请用小写字母、数字和连字符，中间一个斜杠，例如 \`${p.example}\``,
    'not-an-integer': (p) =>
      `\`${p.path}\` 写作 \`${p.written}\`；请用数字写整数，例如 \`${p.example}\``,
    'not-a-decimal': (p) =>
      `\`${p.path}\` 写作 \`${p.written}\`；请用数字书写，最多一个小数点，例如 \`${p.example}\``,
    'not-a-flag': (p) => `\`${p.path}\` 写作 \`${p.written}\`；请写 \`true\` 或 \`false\``,
    'not-a-month': (p) =>
      `\`${p.path}\` 写作 \`${p.written}\`；月份请写四位年份和两位月份，例如 \`${p.example}\``,
    'quoted-number': (p) => `\`${p.path}\` 加了引号；请去掉引号，写 \`${p.written}\``,
    'too-small': (p) => `\`${p.path}\` 为 ${p.written}；请写 ${p.bound} 或更大`,
    'too-large': (p) => `\`${p.path}\` 为 ${p.written}；请写 ${p.bound} 或更小`,
    'unknown-word': (p) =>
      `\`${p.path}\` 不能是 \`${p.written}\`；${didYouMean(p.meant)}请写其中之一：${listed(p.allowed)}`,
    'repeated-word': (p) => `\`${p.path}\` 中 \`${p.written}\` 列了两次；请只写一次`,
    'empty-list': (p) => `\`${p.path}\` 是空列表；请至少列一项，例如 \`${p.example}\``,
    'empty-text': (p) => `\`${p.path}\` 是空白；请写文字，例如 \`${p.example}\``,

    'tenure-neither': () =>
      '`growth.tenure` 既无 `perMonth` 也无 `brackets`；请写其中一个，例如 `perMonth: 10`',
    'tenure-both': () =>
      '`growth.tenure` 同时写了 `perMonth` 和 `brackets`；请保留一个，另一个写 `null`',
    'brackets-start': (p) =>
      `第一档从 ${p.from} 个月开始；请写 \`from: 0\`，或在前面加一个从 0 开始的档`,
    'brackets-rise': (p) =>
      `这一档从 ${p.from} 个月开始，前一档从 ${p.before} 个月开始；各档须递增，请写大于 ${p.before} 的数`,
    'brackets-fall': (p) =>
      `这一档为 ${p.value}，前一档为 ${p.before}；网龄更长不会得到更少，请写 ${p.before} 或更大`,
    'kind-without-growth': (p) =>
      `\`kinds\` 列有 \`${p.kind}\`，\`growth.spend.perYuan\` 却没有它；请加上 \`${p.kind}: 1\` 或其他数`,
    'growth-without-kind': (p) =>
      `\`growth.spend.perYuan\` 写了 \`${p.kind}\`，\`kinds\` 却只列有 ${listed(p.kinds)}；请在此删除，或在那里列出`,
    'thresholds-rise': (p) =>
      `${p.star}★ 的门槛为 ${p.threshold}，${p.star - 1}★ 的门槛为 ${p.before}；门槛须逐级升高，请写大于 ${p.before} 的数`,
    'names-count': (p) =>
      `\`${p.path}\` 有 ${p.names} 个名称，门槛却有 ${p.stars} 个；请为每个星级各写一个名称`,
    'cap-without-effect': (p) =>
      `最高为 ${p.stars}★，限为 ${p.atMost}★ 不会降低任何人；请写 ${p.stars - 1} 或更小，或删除此上限`,
    'cap-covered': (p) =>
      `此上限（${p.stops} 次停机，最高 ${p.atMost}★）永不起作用，因为 ${p.otherStops} 次停机的上限已限为 ${p.otherAtMost}★；请删除，或写更少的次数、更低的星级`,

    'source-path': (p) =>
      `没有名为 \`${p.path}\` 的值；${didYouMean(p.meant)}请写某个值或某组值的路径，例如 \`star.thresholds\``,
    'source-missing': (p) =>
      `没有说明 \`${p.path}\` 的来源；请在 \`sources\` 中加上 \`${p.path}: {source: …, certainty: …}\`，certainty 为 official、several、one 或 assumed`,

    'file-month-differs': (p) =>
      `effectiveFrom 为 ${p.effectiveFrom}，文件名却是 ${p.fileMonth}；请写 \`effectiveFrom: ${p.fileMonth}\`，或改文件名`,
    'region-differs': (p) =>
      `region 为 \`${p.region}\`，文件夹名却是 \`${p.folder}\`；请写 \`region: ${p.folder}\`，或移动文件`,
    'policy-differs': (p) =>
      `policy 为 \`${p.policy}\`，${p.other} 却写着 \`${p.expected}\`；请写 \`policy: ${p.expected}\`，或把文件移到单独的文件夹`,
    'transition-missing': (p) =>
      `接在另一份文档（${p.before}）之后，须说明现有星级如何过渡；请写 \`transition: keep\` 或 \`transition: reassess\``,
    'two-documents': (p) =>
      `${p.month} 月份有两份文档，即本文件与 ${p.other}；请只留一份，或给本文件换一个月份`,
    'documents-overlap': (p) =>
      `${months(p.from, p.through)}会有两份文档，即本文件与 ${p.other}；请写 \`effectiveThrough: ${p.last}\`，或不写`,
    hole: (p) =>
      `本文件与 ${p.next} 之间，${months(p.from, p.through)}没有文档；请写 \`effectiveThrough: ${p.through}\`，或不写，或为 ${p.from} 另写一份`,
    'through-before-from': (p) =>
      `effectiveThrough ${p.effectiveThrough} 早于 effectiveFrom ${p.effectiveFrom}；请写 ${p.effectiveFrom} 或更晚的月份，或不写`,

    'overlay-transition': () =>
      '地区叠加没有 `transition`：下一次升星或到期起按本地区的值评定；请删除，或改在全国文档中写',
    'overlay-through': () =>
      '地区叠加没有 `effectiveThrough`：它有效至本地区的下一份叠加；请删除，要结束它就发布一份不列任何值的叠加',
    'overlay-title': () => '地区叠加没有 `title`：沿用全国文档的名称；请删除',
    'overlay-stars': (p) =>
      `叠加有 ${p.thresholds} 个门槛，全国文档有 ${p.stars} 个；地区不能改变星级个数，请写 ${p.stars} 个门槛`,
    'two-overlays': (p) =>
      `${p.region} 在 ${p.month} 月份有两份叠加，即本文件与 ${p.other}；请只留一份，或给本文件换一个月份`,
    'overlay-never-applies': (p) =>
      `${p.region} 这份叠加的各月都没有全国文档；请把 effectiveFrom 写在方案有效的月份之内，或删除文件`,
  },

  costs: {
    'costs-empty-file': () =>
      '文件没有内容；请从 `costs:` 写起，写明积分和权益的成本，或者删除文件',
    'costs-not-a-document': () => '文件不是由键和值组成；请从行首的 `costs:` 写起',
    'costs-unknown-key': (p) =>
      `成本文件中没有 \`${keyPath(p)}\`；${didYouMean(p.meant)}此处可写：${listed(p.allowed)}`,
    'costs-source-path': (p) =>
      `没有名为 \`${p.path}\` 的成本；${didYouMean(p.meant)}请写某个值或某组值的路径，例如 \`points.multiplier\``,
    'costs-name': (p) =>
      `\`${p.path}\` 写作 \`${p.written}\`；请用小写字母、数字和连字符，例如 \`${p.example}\``,
    'costs-benefit-code': (p) =>
      `\`${p.written}\` 不是权益代码；请用小写字母、数字和连字符，例如 \`hotline-priority\``,
    'costs-places': (p) => `\`${p.path}\` 为 ${p.written}；小数点后请最多写 ${p.places} 位`,
    'costs-lengths': (p) =>
      `\`${p.path}\` 列有 ${p.values} 个值，\`points.multiplier\` 却有 ${p.multipliers} 个；请为 0 至 ${p.star} 各星级各写一个`,
  },

  benefits: {
    'benefits-empty-file': () =>
      '文件没有内容；请从 `policy:` 写起，写入权益文档或地区叠加，或者删除文件',
    'benefits-unknown-key': (p) =>
      `权益语言中没有 \`${keyPath(p)}\`；${didYouMean(p.meant)}此处可写：${listed(p.allowed)}`,
    'benefits-source-path': (p) =>
      `没有名为 \`${p.path}\` 的值；${didYouMean(p.meant)}请写本文件中某个值或某组值的路径，例如 \`benefits.sim-replacement.limit\``,
    'benefits-code': (p) =>
      `\`${p.written}\` 不是代码；请用小写字母、数字和连字符，例如 \`sim-replacement\``,
    'benefits-stars-written': (p) =>
      `\`${p.path}\` 写作 \`${p.written}\`；请写最低和最高星级，例如 \`3..7\`，或写列表，例如 \`[6, 7]\``,
    'benefits-by-star-key': (p) =>
      `\`${p.path}\` 中的键 \`${p.written}\` 不是星级；请以星级为键，例如 \`{5: 1, 6: 2, 7: 3}\``,
    'benefits-day': (p) =>
      `\`${p.path}\` 写作 \`${p.written}\`；请按年、月、日写存在的日期，例如 \`${p.example}\``,
    'benefits-multiplier': (p) =>
      `\`points.multiplier\` 列有 ${p.values} 个值，最高却是 ${p.star}★；请为 0 至 ${p.star} 各星级各写一个`,
    'benefits-star-unknown': (p) =>
      `\`${p.path}\` 列有 ${p.star}★，最高却是 ${p.stars}★；请写 ${p.stars} 或更小`,
    'benefits-stars-neither': (p) =>
      `没有说明谁享有 \`${p.path}\`；请写 \`stars: 3..7\` 或其他值，或写各有星级的 \`entries\``,
    'benefits-beside-entries': (p) =>
      `\`${p.path}\` 有 entries，各有自己的规则，旁边又写了 \`${p.key}\`；请删除 \`${p.key}\`，或写在各项之中`,
    'benefits-star-without-value': (p) =>
      `${p.star}★ 享有此权益，\`${p.path}\` 却没有它的值；请加上 \`${p.star}: …\`，或写一个各星级通用的值`,
    'benefits-value-without-star': (p) =>
      `\`${p.path}\` 写了 ${p.star}★ 的值，该星级却不享有此权益；请删除，或在 \`stars\` 中加上该星级`,
    'benefits-lasts-neither': (p) =>
      `\`${p.path}\` 既无 \`days\` 也无 \`hours\`；请写其中一个，例如 \`days: 7\``,
    'benefits-lasts-both': (p) =>
      `\`${p.path}\` 同时写了 \`days\` 和 \`hours\`；请保留一个，另一个写 \`null\``,
    'benefits-needs': (p) =>
      `没有 \`${p.needed}\` 就无法判断 \`${p.path}\`；请写 \`${p.example}\` 或其他值，或修改此处`,
    'benefits-offer-through': (p) =>
      `\`${p.path}\` 为 ${p.through}，早于首日 ${p.from}；请写 ${p.from} 或更晚的日期，或不写`,
  },

  variations: {
    'variation-syntax': (p) =>
      `\`${p.written}\` 没有写明设置和取值；请写例如 \`growth.tenure.capMonths=12,36,none\` 或 \`star.thresholds[6]=7000..9000/500\``,
    'variation-path': (p) =>
      `没有名为 \`${p.path}\` 的设置；${didYouMean(p.meant)}请写单个值的路径，例如 \`growth.tenure.capMonths\` 或 \`star.thresholds[0]\``,
    'variation-not-one-value': (p) =>
      `\`${p.path}\` 不是单个值；请写其中之一：${listed(p.settings)}`,
    'variation-empty': (p) =>
      `\`${p.written}\` 中缺少取值；请写各个取值，中间用逗号，例如 \`12,36,60\``,
    'variation-value': (p) =>
      `\`${p.written}\` 不是可试的取值；请写数字、方案语言中的词、\`none\`，或带步长的范围，例如 \`7000..9000/500\``,
    'variation-step-zero': (p) =>
      `\`${p.written}\` 的步长为 0；请写相邻取值之间的差，例如 \`7000..9000/500\``,
    'variation-step-away': (p) =>
      `\`${p.written}\` 离 ${p.through} 越来越远；请写 \`${p.instead}\``,
    'variation-too-many': (p) =>
      `\`${p.path}\` 列有 ${p.count} 个取值；请最多写 ${p.most} 个，例如加大步长`,
    'variation-repeated': (p) => `\`${p.path}\` 中 \`${p.value}\` 列了两次；请只写一次`,
    'variation-no-element': (p) =>
      p.elements === 0
        ? `没有 \`${p.path}\`，\`${p.list}\` 在这里一项也没有；请先在文档中加上一项`
        : `没有 \`${p.path}\`，\`${p.list}\` 在这里有 ${p.elements} 项；请从 0 数起，写 \`${p.list}[${p.elements - 1}]\` 或更前的一项`,
  },
}
