import type { PointsWords } from './points-words.ts'

export const zhCN: PointsWords = {
  problems: {
    'points-busy': () => '另一进程正在为全体客户入账或清理积分；请等它结束后重试',
    'points-differ': (p) =>
      `送来的 ${p['what']} 为 ${p['found']}，应为 ${p['announced']}；未作任何记账，请重试`,
    'points-unreadable': (p) =>
      `全体客户所得积分的第 ${p['line']} 行无法读取（${p['why']}）；请重试，仍不行请报告`,
    'points-revision-differs': (p) =>
      `${p['period']} 的第 ${p['revision']} 次修订送来时积分不同；请不写 --revision，或写更大的修订号`,
    'points-period-not-begun': (p) =>
      `账期 ${p['period']} 还没有开始；请写更早的账期，并检查数据库的时钟`,
  },
  points: '积分',
  period: '账期',
  revision: '修订',
  seal: '封印',
  earned: {
    earned: (p) =>
      `${p.customers} 个客户在 ${p.period} 共得 ${p.points} 分：第 ${p.revision} 次修订，${p.changed} 个账户有变化；请把封印抄录到数据库所有者无法改写的地方`,
    unchanged: (p) =>
      `${p.customers} 个客户在 ${p.period} 共得 ${p.points} 分，与第 ${p.revision} 次修订相同；没有变化`,
    superseded: (p) =>
      `${p.period} 已有比第 ${p.revision} 次更晚的修订；没有变化，请不写 --revision`,
  },
  expired: (p) =>
    p.accounts === '0' ? '没有到期的积分；没有变化' : `已为 ${p.accounts} 个账户记入积分到期`,
  fine: (p) => `${p.accounts} 个账户均与其 ${p.postings} 笔记账相符；请与抄录的封印核对`,
  wrong: (p) =>
    `${p.accounts} 个账户、${p.postings} 笔记账中有 ${p.wrong} 处不符；请保留数据库副本，查明谁能改写，并与抄录的封印核对`,
}
