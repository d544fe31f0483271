import type { PointsWords } from './points-words.ts'

export const zhTW: PointsWords = {
  problems: {
    'points-busy': () => '另一程序正在為全體客戶入帳或清理積分；請等它結束後重試',
    'points-differ': (p) =>
      `送來的 ${p['what']} 為 ${p['found']}，應為 ${p['announced']}；未作任何記帳，請重試`,
    'points-unreadable': (p) =>
      `全體客戶所得積分的第 ${p['line']} 行無法讀取（${p['why']}）；請重試，仍不行請回報`,
    'points-revision-differs': (p) =>
      `${p['period']} 的第 ${p['revision']} 次修訂送來時積分不同；請不寫 --revision，或寫更大的修訂號`,
    'points-period-not-begun': (p) =>
      `帳期 ${p['period']} 還沒有開始；請寫更早的帳期，並檢查資料庫的時鐘`,
  },
  points: '積分',
  period: '帳期',
  revision: '修訂',
  seal: '封印',
  earned: {
    earned: (p) =>
      `${p.customers} 個客戶在 ${p.period} 共得 ${p.points} 分：第 ${p.revision} 次修訂，${p.changed} 個帳戶有變更；請把封印抄錄到資料庫擁有者無法改寫的地方`,
    unchanged: (p) =>
      `${p.customers} 個客戶在 ${p.period} 共得 ${p.points} 分，與第 ${p.revision} 次修訂相同；沒有變更`,
    superseded: (p) =>
      `${p.period} 已有比第 ${p.revision} 次更晚的修訂；沒有變更，請不寫 --revision`,
  },
  expired: (p) =>
    p.accounts === '0' ? '沒有到期的積分；沒有變更' : `已為 ${p.accounts} 個帳戶記入積分到期`,
  fine: (p) => `${p.accounts} 個帳戶均與其 ${p.postings} 筆記帳相符；請與抄錄的封印核對`,
  wrong: (p) =>
    `${p.accounts} 個帳戶、${p.postings} 筆記帳中有 ${p.wrong} 處不符；請保留資料庫副本，查明誰能改寫，並與抄錄的封印核對`,
}
