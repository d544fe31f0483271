import type { Cause } from '../posting.ts'
import { monthText } from './month-text.ts'
import type { Words } from './words.ts'

const causes: Readonly<Record<Cause, string>> = { arrears: '欠費雙停', 'by-hand': '人工凍結' }
const nothing = (text: string | null) => text ?? '無'

export const zhTW: Words = {
  refusals: {
    frozen: (p) =>
      `該帳戶的積分已凍結（${p.causes.map((cause) => causes[cause]).join('、')}），可以累積，不能使用`,
    'not-enough': (p) => `需要 ${p.points} 積分，可用 ${p.balance} 積分`,
    'points-out-of-range': (p) =>
      `此處不能是 ${p.points} 積分，請填寫 ${p.least} 至 ${p.most} 之間的整數`,
    'no-difference': (p) => `對第 ${p.posting} 筆記帳更正 0 積分沒有意義`,
    'no-such-posting': (p) => `該帳戶沒有第 ${p.posting} 筆記帳`,
    'not-a-redemption': (p) => `第 ${p.posting} 筆記帳不是兌換（\`${p.kind}\`），只有兌換可以撤銷`,
    'already-reversed': (p) => `第 ${p.posting} 筆兌換已經撤銷過`,
    'not-correctable': (p) =>
      `第 ${p.posting} 筆記帳（\`${p.kind}\`）不能更正；請更正其來源的累積，或撤銷兌換`,
    'key-used': (p) => `鍵 \`${p.key}\` 已用於另一筆操作（第 ${p.posting} 筆記帳），請換一個新鍵`,
    'revision-differs': (p) =>
      `${monthText(p.period)} 帳期的第 ${p.revision} 版已按不同的積分入帳，請作為新的版本提交`,
    'period-not-begun': (p) => `${monthText(p.period)} 帳期尚未開始`,
  },
  findings: {
    'posting-missing': (f) => `客戶 ${f.customer}：缺少第 ${f.at} 筆記帳`,
    'posting-unexpected': (f) => `客戶 ${f.customer}：有一筆帳戶不知道的記帳，第 ${f.at} 筆`,
    'posting-altered': (f) => `客戶 ${f.customer}：第 ${f.at} 筆記帳與入帳時不同，雜湊不符`,
    'posting-unbalanced': (f) =>
      `客戶 ${f.customer}：第 ${f.at} 筆記帳的各項合計為 ${nothing(f.kept)}，應為 0`,
    'posting-balance-differs': (f) =>
      `客戶 ${f.customer}：第 ${f.at} 筆記帳所記餘額為 ${nothing(f.kept)}，按各項應為 ${nothing(f.recomputed)}`,
    'account-missing': (f) => `客戶 ${f.customer}：有記帳而沒有帳戶`,
    'head-differs': (f) => `客戶 ${f.customer}：帳戶所鏈結的不是現有的第 ${f.at} 筆記帳`,
    'day-differs': (f) =>
      `客戶 ${f.customer}：最後記帳日存為 ${nothing(f.kept)}，按記帳應為 ${nothing(f.recomputed)}`,
    'balance-differs': (f) =>
      `客戶 ${f.customer}：餘額存為 ${nothing(f.kept)}，按記帳應為 ${nothing(f.recomputed)}`,
    'debt-differs': (f) =>
      `客戶 ${f.customer}：欠分存為 ${nothing(f.kept)}，按記帳應為 ${nothing(f.recomputed)}`,
    'frozen-differs': (f) =>
      `客戶 ${f.customer}：凍結原因存為 ${f.kept || '無'}，按記帳應為 ${f.recomputed || '無'}`,
    'lot-differs': (f) =>
      `客戶 ${f.customer}：${f.at} 年批次存為 ${nothing(f.kept)}（剩餘 + 過期），按記帳應為 ${nothing(f.recomputed)}`,
    'lot-negative': (f) => `客戶 ${f.customer}：${f.at} 年批次小於零`,
    'earned-differs': (f) =>
      `客戶 ${f.customer}：${f.at} 帳期存為 ${nothing(f.kept)}（積分 @ 版本），按記帳應為 ${nothing(f.recomputed)}`,
    'month-differs': (f) =>
      `${f.at} 帳期：全體提交 ${nothing(f.kept)} 積分，實際累積 ${nothing(f.recomputed)} 積分`,
    'seal-differs': (f) =>
      `${f.at} 帳期：某一版的記帳的封印為 ${nothing(f.recomputed)}，入帳時為 ${nothing(f.kept)}`,
  },
}
