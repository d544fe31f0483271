import type { Cause } from '../posting.ts'
import { monthText } from './month-text.ts'
import type { Words } from './words.ts'

const causes: Readonly<Record<Cause, string>> = { arrears: '欠费双停', 'by-hand': '人工冻结' }
const nothing = (text: string | null) => text ?? '无'

export const zhCN: Words = {
  refusals: {
    frozen: (p) =>
      `该账户的积分已冻结（${p.causes.map((cause) => causes[cause]).join('、')}），可以累积，不能使用`,
    'not-enough': (p) => `需要 ${p.points} 积分，可用 ${p.balance} 积分`,
    'points-out-of-range': (p) =>
      `此处不能是 ${p.points} 积分，请填写 ${p.least} 至 ${p.most} 之间的整数`,
    'no-difference': (p) => `对第 ${p.posting} 笔记账更正 0 积分没有意义`,
    'no-such-posting': (p) => `该账户没有第 ${p.posting} 笔记账`,
    'not-a-redemption': (p) => `第 ${p.posting} 笔记账不是兑换（\`${p.kind}\`），只有兑换可以撤销`,
    'already-reversed': (p) => `第 ${p.posting} 笔兑换已经撤销过`,
    'not-correctable': (p) =>
      `第 ${p.posting} 笔记账（\`${p.kind}\`）不能更正；请更正其来源的累积，或撤销兑换`,
    'key-used': (p) => `键 \`${p.key}\` 已用于另一笔操作（第 ${p.posting} 笔记账），请换一个新键`,
    'revision-differs': (p) =>
      `${monthText(p.period)} 账期的第 ${p.revision} 版已按不同的积分入账，请作为新的版本提交`,
    'period-not-begun': (p) => `${monthText(p.period)} 账期尚未开始`,
  },
  findings: {
    'posting-missing': (f) => `客户 ${f.customer}：缺少第 ${f.at} 笔记账`,
    'posting-unexpected': (f) => `客户 ${f.customer}：有一笔账户不知道的记账，第 ${f.at} 笔`,
    'posting-altered': (f) => `客户 ${f.customer}：第 ${f.at} 笔记账与入账时不同，哈希不符`,
    'posting-unbalanced': (f) =>
      `客户 ${f.customer}：第 ${f.at} 笔记账的各项合计为 ${nothing(f.kept)}，应为 0`,
    'posting-balance-differs': (f) =>
      `客户 ${f.customer}：第 ${f.at} 笔记账所记余额为 ${nothing(f.kept)}，按各项应为 ${nothing(f.recomputed)}`,
    'account-missing': (f) => `客户 ${f.customer}：有记账而没有账户`,
    'head-differs': (f) => `客户 ${f.customer}：账户所链接的不是现有的第 ${f.at} 笔记账`,
    'day-differs': (f) =>
      `客户 ${f.customer}：最后记账日存为 ${nothing(f.kept)}，按记账应为 ${nothing(f.recomputed)}`,
    'balance-differs': (f) =>
      `客户 ${f.customer}：余额存为 ${nothing(f.kept)}，按记账应为 ${nothing(f.recomputed)}`,
    'debt-differs': (f) =>
      `客户 ${f.customer}：欠分存为 ${nothing(f.kept)}，按记账应为 ${nothing(f.recomputed)}`,
    'frozen-differs': (f) =>
      `客户 ${f.customer}：冻结原因存为 ${f.kept || '无'}，按记账应为 ${f.recomputed || '无'}`,
    'lot-differs': (f) =>
      `客户 ${f.customer}：${f.at} 年批次存为 ${nothing(f.kept)}（剩余 + 过期），按记账应为 ${nothing(f.recomputed)}`,
    'lot-negative': (f) => `客户 ${f.customer}：${f.at} 年批次小于零`,
    'earned-differs': (f) =>
      `客户 ${f.customer}：${f.at} 账期存为 ${nothing(f.kept)}（积分 @ 版本），按记账应为 ${nothing(f.recomputed)}`,
    'month-differs': (f) =>
      `${f.at} 账期：全体提交 ${nothing(f.kept)} 积分，实际累积 ${nothing(f.recomputed)} 积分`,
    'seal-differs': (f) =>
      `${f.at} 账期：某一版的记账的封印为 ${nothing(f.recomputed)}，入账时为 ${nothing(f.kept)}`,
  },
}
