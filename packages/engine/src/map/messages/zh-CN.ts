import type { MapCatalogue } from './catalogue.ts'

const didYouMean = (meant: string) => (meant === '' ? '' : `是否想写 \`${meant}\`？`)
const whole = (path: string) => (path === '' ? '映射文件' : `\`${path}\``)

export const zhCN: MapCatalogue = {
  mistakes: {
    'not-yaml': () =>
      '从这里起不是 YAML；请每行写一个 `键: 值`，用空格缩进，引号和括号成对，以 `{`、`*` 开头或含 `: `、`#` 的文本加引号',
    'not-a-mapping': () => '文件不是映射；请在行首分别写 `sources:` 和 `facts:`',
    'not-plain': () => '不读取标签、引用和作为键的列表；请直接写出值',
    'key-twice': (p) => `\`${p.key}\` 写了两次，第一次在第 ${p.firstLine} 行；请只留一个`,
    'unknown-key': (p) =>
      `${whole(p.path)} 不认识 \`${p.key}\`；${didYouMean(p.meant)}这里可以写：${p.allowed}`,
    'missing-key': (p) =>
      `${whole(p.path)} 缺少 \`${p.key}\`；请写 \`${p.key}: ${p.example}\` 或其他值`,
    'not-a-map': (p) => `\`${p.path}\` 必须有自己的键；请写 \`${p.example}\``,
    'not-a-list': (p) => `\`${p.path}\` 必须是非空的列表；请写 \`${p.example}\``,
    'not-one-value': (p) => `\`${p.path}\` 必须是一个非空的值；请写 \`${p.example}\` 或其他值`,
    'unknown-word': (p) =>
      `\`${p.path}\` 不能是 \`${p.written}\`；${didYouMean(p.meant)}请写其中之一：${p.allowed}`,
    'unknown-source': (p) =>
      `没有来源 \`${p.written}\`；${didYouMean(p.meant)}请写其中之一：${p.allowed}`,
    'no-files': (p) =>
      `来源 \`${p.source}\` 没有写文件；请写 \`files:\`，或给出 --source ${p.source}=FILE`,
    'no-such-file': (p) =>
      `来源 \`${p.source}\` 在 \`${p.files}\` 没有文件；请改正从映射文件所在文件夹算起的路径，或给出 --source ${p.source}=FILE`,
    'no-table': (p) => `数据需要 \`${p.table}\` 表；请写明它由什么组成`,
    'no-facts-column': (p) =>
      `\`${p.table}\` 需要 \`${p.column}\` 列；请写 \`${p.column}: \` 和它的来历`,
    'no-head': (p) =>
      `\`${p.path}\` 没有说明它的来历；${didYouMean(p.meant)}请写列名，或写带有以下之一的键：${p.allowed}`,
    'several-heads': (p) =>
      `\`${p.path}\` 同时写了多种来历：${p.heads}；请只留一种，把另一种写在它里面`,
    'no-comparison': (p) =>
      `\`${p.path}\` 没有对列作判断；请写其中之一：is、isNot、in、notIn、empty、above、atLeast、below、atMost`,
    'unknown-column': (p) =>
      `\`${p.file}\` 没有 \`${p.column}\` 列；${didYouMean(p.meant)}请按表头写列名，固定文本请写 \`{text: ${p.column}}\``,
    'column-twice': (p) =>
      `\`${p.file}\` 有多个 \`${p.column}\` 列；请去掉表头，用 \`header:\` 给它们各自命名`,
    'name-taken': (p) => `\`${p.name}\` 已经是 \`${p.file}\` 的列；请换一个名字`,
    'bad-form': (p) =>
      `\`${p.path}\` 为 \`${p.written}\`，没有把日期的各部分各写一次；请用 YYYY、MM 或 M，日期再加 DD 或 D，例如 \`${p.example}\``,
    'bad-constant': (p) =>
      `\`${p.path}\` 为 \`${p.written}\`，不是${KINDS[p.type] ?? p.type}；请写成 \`${p.example}\` 这样`,
    'wrong-type': (p) =>
      `\`${p.path}\` 是${KINDS[p.have] ?? p.have}，这里需要${KINDS[p.want] ?? p.want}；要日期请取月份的 firstDay 或 lastDay，要月份请取日期的 month，或换一列`,
    'share-without-each': (p) =>
      `\`${p.path}\` 是分摊，却没有可分摊的月份；请在 \`columns:\` 旁写 \`each:\`，并在那里分摊，不要写在来源的 values 中`,
    'bad-template': (p) =>
      `\`${p.path}\` 为 \`${p.written}\`，花括号不成对；列请写 \`{列名}\`，花括号本身请写 \`{{\` 和 \`}}\``,
    circle: (p) => `\`${p.name}\` 由它自己组成；请由文件的列组成`,
    'no-wide-column': (p) =>
      `\`${p.file}\` 没有符合 \`${p.written}\` 的月份列；请按表头写，例如 \`M{YYYYMM}\``,
    'wide-without-year': (p) => `\`${p.written}\` 只有月份没有年份；请写 \`year:\` 和存放年份的列`,
    'float-amount': (p) =>
      `\`${p.file}\` 的 \`${p.column}\` 列类型为 ${p.type}，金额不精确；请改为 DECIMAL、整数或文本`,
  },
  reasons: {
    missing: (c) => `\`${c.into}\` 会为空，来自 \`${c.column}\`；请补上，或改用另一列`,
    'malformed-date': (c) =>
      `\`${c.column}\` 为 \`${c.value}\`，不是映射所写格式的日期；请改正，或补上它的格式`,
    'malformed-month': (c) =>
      `\`${c.column}\` 为 \`${c.value}\`，不是映射所写格式的月份；请改正，或补上它的格式`,
    'malformed-amount': (c) =>
      `\`${c.column}\` 为 \`${c.value}\`，不是金额；请写数字，最多一个小数点`,
    'malformed-number': (c) => `\`${c.column}\` 为 \`${c.value}\`，不是整数；请写数字`,
    'not-whole-fen': (c) =>
      `\`${c.column}\` 为 \`${c.value}\`，不是整数分；请核对单位，或在映射中写 \`round\``,
    'unknown-code': (c) =>
      `\`${c.column}\` 的代码 \`${c.value}\` 没有对应的翻译；请加入 codes，或写 else`,
    'unknown-word': (c) =>
      `\`${c.column}\` 为 \`${c.value}\`，\`${c.into}\` 不认识；请用 codes 翻译`,
    'too-many-months': (c) =>
      `从 \`${c.column}\` 的 \`${c.value}\` 起会超过 1,200 个月；请改正首月或末月`,
  },
}

const KINDS: Readonly<Record<string, string>> = {
  text: '文本',
  date: '日期',
  month: '月份',
  amount: '金额',
  number: '整数',
}
