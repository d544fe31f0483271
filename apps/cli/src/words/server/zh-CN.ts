import type { ServerWords } from './server-words.ts'

export const zhCN: ServerWords = {
  problems: {
    'embedded-missing': (p) =>
      `安装包中没有适用于本平台的 PostgreSQL（${p['package']}）；请用 DATABASE_URL 指定数据库`,
    'embedded-root': () =>
      'PostgreSQL 不允许以 root 运行，且此处未启用用户命名空间；请换用其他用户，或用 DATABASE_URL 指定数据库',
    'embedded-initdb': (p) =>
      `无法在 \`${p['folder']}\` 建立数据库（${p['why']}）；请检查文件夹与剩余空间`,
    'embedded-start': (p) =>
      `\`${p['folder']}\` 中的数据库无法启动（${p['why']}）；请查看 \`${p['log']}\``,
    'embedded-unreachable': (p) =>
      `\`${p['folder']}\` 中的数据库正在运行但没有响应（${p['why']}）；请停止后重试`,
    'embedded-in-production': () => '生产环境不使用内置数据库；请用 DATABASE_URL 指定 PostgreSQL',
    'schema-newer': (p) =>
      `数据库已有迁移 \`${p['found']}\`，本版本最新只到 \`${p['known']}\`；请安装较新的版本`,
    'migrate-forbidden': (p) =>
      `DATABASE_URL 的用户无权迁移（${p['why']}）；请授予建立角色与模式的权限`,
    'publish-busy': () => '另一进程正在发布或撤回；请等它结束后重试',
    'publish-part-differs': (p) =>
      `\`${p['table']}\` 第 ${p['range']} 部分有 ${p['found']} 行，应为 ${p['announced']} 行；请重新发布`,
    'publish-part-unreadable': (p) =>
      `\`${p['table']}\` 第 ${p['range']} 部分无法读取（${p['why']}）；请重新发布，仍不行请报告`,
    'publish-part-outside': (p) =>
      `\`${p['table']}\` 第 ${p['range']} 部分混入 ${p['found']} 行其他客户；请重新发布，仍不行请报告`,
    'publish-totals-differ': (p) =>
      `载入的内容与合计不符（${p['what']}：${p['found']}，应为 ${p['announced']}）；未作任何发布，请重新发布`,
    'issuer-missing': () => '生产环境须指定令牌签发者；请设置 DIPPER_ISSUER',
    'setting-invalid': (p) => `环境变量的设置无法使用（${p['why']}）；请更正`,
    'port-taken': (p) =>
      `无法监听 ${p['host']}:${p['port']}（${p['why']}）；请用 --port 换一个端口`,
    'programme-mistakes': (p) =>
      `\`${p['folder']}\` 中的方案有错误；请运行 dipper policy check 查看`,
    'backup-running': (p) => `\`${p['folder']}\` 中的数据库正在运行；请先停止服务器`,
    'backup-exists': (p) => `\`${p['folder']}\` 里已有内容；请指定新的文件夹`,
    'backup-missing': (p) =>
      `\`${p['folder']}\` 里没有 \`${p['wanted']}\`；请指定同类数据库的备份文件夹`,
    'program-failed': (p) =>
      `\`${p['program']}\` 执行失败（${p['why']}）；请安装 PostgreSQL 客户端程序并检查 DATABASE_URL`,
  },
  checks: {
    node: 'Node',
    policy: '政策',
    benefits: '权益',
    facts: '事实数据',
    register: '台账',
    data: '服务器文件夹',
    disk: '剩余空间',
    database: '数据库',
    published: '已发布月份',
    issuer: '令牌签发者',
    network: '服务订单的网络侧',
  },
  states: { fine: '正常', wrong: '有问题', off: '未检查' },
  people: '可供试用的人员（密钥相同）',
  tryThese: '可以试试',
  person: '人员',
  roles: '角色',
  address: '地址',
  issuer: '签发者',
  documentation: '接口文档',
  page: '客户页面',
  desk: '热线与营业厅工作台',
  changes: { added: '新增', changed: '变化', removed: '移除', same: '不变' },
  curl: {
    token: '取得令牌',
    star: '客户查看自己的星级',
    why: '为什么是这个星级（文字）',
    use: '使用一项权益：同一个键只用一次，重发也一样',
    points: '积分余额',
    find: '热线查找客户，并说明原因',
    months: '月度合计',
    audit: '谁查过谁',
  },
}
