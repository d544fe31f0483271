import { AMOUNT_LIMIT } from '../facts/cells.ts'
import type { Catalogue } from './catalogue.ts'

const TABLE: Readonly<Record<string, string>> = { charges: '费用', stops: '停机' }

export const zhCN: Catalogue = {
  problems: {
    'facts-folder-missing': (p) =>
      `没有数据文件夹 \`${p.folder}\`；请指定存放 customers、services 和 charges 的文件夹`,
    'table-missing': (p) =>
      `数据文件夹 \`${p.folder}\` 中没有 \`${p.table}\` 表；请放入 \`${p.table}.csv\`、\`${p.table}.parquet\`，或存放这类文件的文件夹 \`${p.table}/\``,
    'column-missing': (p) => `\`${p.file}\` 没有 \`${p.column}\` 列；请按此写法加到表头`,
    'column-type': (p) =>
      `\`${p.file}\` 的 \`${p.column}\` 列类型为 ${p.type}，放不下它的值；日期请用 DATE 或文本，金额请用整数，其余请用文本`,
    'file-unreadable': (p) =>
      `无法读取 \`${p.file}\`（${p.why}）；请重新写成带表头的 UTF-8 CSV，或 Parquet`,
    'file-changed': (p) => `读取期间 \`${p.file}\` 被改动；请在没有人写入该目录时重新运行`,
    'number-too-large': (p) =>
      `事实或方案中的数过大，无法精确保存（${p.why}）；请调低方案的成长值参数`,
    'controls-differ': (p) =>
      `账期 ${p.period}（${p.kind}）收到 ${p.rows} 行共 ${p.fen} 分，对账表为 ${p.rowsSent} 行共 ${p.fenSent} 分（此类差异共 ${p.differences} 处）；请计费补齐数据或更正对账表`,
    'no-charges': (p) => `\`${p.folder}\` 中没有任何一笔费用写明账期；请至少提供一个账期的账单`,
    'period-missing': (p) =>
      `费用从 ${p.first} 到 ${p.last}，却缺少账期 ${p.periods}；请补齐，或只评定不需要更晚账期的月份`,
    'policy-silent': (p) =>
      `${p.month} 没有 ${p.policy} 的方案文档；请评定其他月份，或发布届时已生效的文档`,
    'policy-not-expressible': (p) =>
      `\`${p.what}\` 超过 ${p.digits} 位数字，无法精确求和；请写短一些`,
    'register-exists': (p) =>
      `\`${p.register}\` 中已有星级台账；导入会开始新的台账，请指定另一个文件夹`,
    'register-missing': (p) =>
      `\`${p.register}\` 中没有星级台账；请指定由 \`dipper assess\` 或 \`dipper register import\` 写出的文件夹`,
    'register-newer': (p) =>
      `\`${p.register}\` 中的台账格式为 ${p.format}，本程序只认识到 ${p.known}；请使用更新的 dipper`,
    'register-busy': (p) => `另一个进程正在写 \`${p.register}\` 中的台账；请等它结束后再运行`,
    'register-damaged': (p) =>
      `无法读取 \`${p.register}\` 中台账的 \`${p.file}\`（${p.why}）；请用备份恢复台账，或另建台账`,
    'register-gap': (p) =>
      `\`${p.register}\` 中的台账下一个月份是 ${p.next}，从 ${p.from} 开始会留下空缺；请从 ${p.next} 起评定`,
    'register-before-first': (p) =>
      `\`${p.register}\` 中的台账从 ${p.first} 开始，不能向前接到 ${p.from}；请从 ${p.first} 起评定，或另建台账`,
    'month-missing': (p) =>
      `\`${p.register}\` 中的台账没有 ${p.month}；请先评定该月，或指定已有的月份`,
    'month-changed': (p) =>
      p.what === 'policy'
        ? `台账 \`${p.register}\` 中的 ${p.month} 是按另一版本的方案 \`${p.of}\` 评定的；请恢复已发布的文档，把改动作为新文档发布，或另建台账`
        : `${p.of} 的${TABLE[p.what] ?? p.what}数据与台账 \`${p.register}\` 评定 ${p.month} 时读到的不同；请恢复原数据，把更正放在新账期，或另建台账`,
    'import-row': (p) =>
      `\`${p.file}\` 第 ${p.row} 行的 \`${p.column}\` 为 \`${p.value}\`；每个客户只写一次，star 写数字，valid_from 和 valid_through 按先后写 YYYY-MM，0 星时两者为空，请改正`,
    'import-column': (p) =>
      `\`${p.file}\` 没有 \`${p.column}\` 列；导入需要 customer_id、star、valid_from 和 valid_through，请补上`,
    'months-reversed': (p) => `月份从 ${p.from} 到 ${p.through}，前后颠倒；请把较早的月份写在前面`,
    'customer-not-found': (p) =>
      `台账 \`${p.register}\` 的 ${p.month} 没有客户 \`${p.customer}\` 的记录；请逐字核对编号，并确认该客户在此月之前已入网`,
    'out-not-empty': (p) => `文件夹 \`${p.folder}\` 不是空的；请指定新的或空的文件夹，或自行清空`,
    'strict-rejects': (p) =>
      `\`${p.folder}\` 的 ${p.rows} 行中有 ${p.rejected} 行被拒收，加了 --strict 时任何拒收都是错误；请改正上面列出的行，或不加 --strict`,
    'map-source-form': (p) =>
      `--source 为 \`${p.written}\`；请写来源名、等号和路径，例如 bills=bills.csv`,
    'map-source-unknown': (p) =>
      `映射文件没有可由 --source 替换的来源 \`${p.source}\`；请写其中之一：${p.allowed}`,
    'map-left-out': (p) =>
      `\`${p.mapping}\` 无法映射 ${p.rows} 行中的 ${p.leftOut} 行，加了 --strict 时这是错误；请改正上面列出的行或映射文件，或不加 --strict`,
    'disk-full': (p) =>
      `写入 \`${p.register}\` 的空间不足（${p.why}）；已有的月份都是完整的，请腾出空间后重新运行`,
  },
  reasons: {
    missing: (c) => `\`${c.column}\` 为空；每一行都必须有，请补上`,
    'malformed-date': (c) => `\`${c.column}\` 为 \`${c.value}\`，不是日历上的日期；请写 YYYY-MM-DD`,
    'malformed-month': (c) => `\`${c.column}\` 为 \`${c.value}\`，不是月份；请写 YYYY-MM`,
    'malformed-amount': (c) =>
      `\`${c.column}\` 为 \`${c.value}\`，不是以分为单位的整数；请写数字，退费在前面加负号`,
    'malformed-count': (c) => `\`${c.column}\` 为 \`${c.value}\`，不是整数；请写数字`,
    'unknown-word': (c) =>
      `\`${c.column}\` 不认识 \`${c.value}\`；请写其中之一：${c.words.join('、')}`,
    'too-long': (c) =>
      `\`${c.column}\` 超过 64 个字符；请在所有表中给该客户、产品或费用换较短的编号`,
    'amount-beyond': (c) =>
      `\`${c.column}\` 为 \`${c.value}\`，超出 ±${AMOUNT_LIMIT} 分；单位是分，请核对`,
    'differs-from-path': (c) =>
      `\`${c.column}\` 为 \`${c.value}\`，与文件路径中的账期不同；请把这一行移到所属账期的文件，或改正账期`,
    'left-before-joined': (c) =>
      `\`${c.column}\` 为 \`${c.value}\`，早于入网日期；请改正其中一个日期`,
    'held-to-before-from': (c) =>
      `\`${c.column}\` 为 \`${c.value}\`，早于开始持有的日期；请改正其中一个日期`,
    'opened-after-held': (c) =>
      `\`${c.column}\` 为 \`${c.value}\`，晚于开始持有的日期；开通不会晚于首次持有，请改正`,
    'given-twice': (c) =>
      `\`${c.column}\` 为 \`${c.value}\` 的这个键，最新版本出现了两次；请只留一行，或给正确的一行写更晚的 recorded_on`,
    overlap: (c) =>
      `从 \`${c.column}\` \`${c.value}\` 起，这一行与同一编号的另一行重叠，或种类不同；请让前一行在后一行开始之前结束`,
    'unknown-customer': (c) =>
      `客户表已接收的行中没有编号 \`${c.value}\`；请补送该客户，或改正被拒收的客户行`,
    'unknown-service': (c) =>
      `产品表已接收的行中没有编号 \`${c.value}\`；请补送该产品，或改正被拒收的产品行`,
  },
}
