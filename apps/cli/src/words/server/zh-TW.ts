import type { ServerWords } from './server-words.ts'

export const zhTW: ServerWords = {
  problems: {
    'embedded-missing': (p) =>
      `安裝套件中沒有適用於本平台的 PostgreSQL（${p['package']}）；請用 DATABASE_URL 指定資料庫`,
    'embedded-root': () =>
      'PostgreSQL 不允許以 root 執行，且此處未啟用使用者命名空間；請換用其他使用者，或用 DATABASE_URL 指定資料庫',
    'embedded-initdb': (p) =>
      `無法在 \`${p['folder']}\` 建立資料庫（${p['why']}）；請檢查檔案夾與剩餘空間`,
    'embedded-start': (p) =>
      `\`${p['folder']}\` 中的資料庫無法啟動（${p['why']}）；請查看 \`${p['log']}\``,
    'embedded-unreachable': (p) =>
      `\`${p['folder']}\` 中的資料庫正在執行但沒有回應（${p['why']}）；請停止後重試`,
    'embedded-in-production': () => '正式環境不使用內建資料庫；請用 DATABASE_URL 指定 PostgreSQL',
    'schema-newer': (p) =>
      `資料庫已有遷移 \`${p['found']}\`，本版本最新只到 \`${p['known']}\`；請安裝較新的版本`,
    'migrate-forbidden': (p) =>
      `DATABASE_URL 的使用者無權遷移（${p['why']}）；請授予建立角色與綱要的權限`,
    'publish-busy': () => '另一程序正在發布或撤回；請等它結束後重試',
    'publish-part-differs': (p) =>
      `\`${p['table']}\` 第 ${p['range']} 部分有 ${p['found']} 列，應為 ${p['announced']} 列；請重新發布`,
    'publish-part-unreadable': (p) =>
      `\`${p['table']}\` 第 ${p['range']} 部分無法讀取（${p['why']}）；請重新發布，仍不行請回報`,
    'publish-part-outside': (p) =>
      `\`${p['table']}\` 第 ${p['range']} 部分混入 ${p['found']} 列其他客戶；請重新發布，仍不行請回報`,
    'publish-totals-differ': (p) =>
      `載入的內容與合計不符（${p['what']}：${p['found']}，應為 ${p['announced']}）；未作任何發布，請重新發布`,
    'issuer-missing': () => '正式環境須指定權杖簽發者；請設定 DIPPER_ISSUER',
    'setting-invalid': (p) => `環境變數的設定無法使用（${p['why']}）；請更正`,
    'port-taken': (p) =>
      `無法監聽 ${p['host']}:${p['port']}（${p['why']}）；請用 --port 換一個連接埠`,
    'programme-mistakes': (p) =>
      `\`${p['folder']}\` 中的方案有錯誤；請執行 dipper policy check 查看`,
    'backup-running': (p) => `\`${p['folder']}\` 中的資料庫正在執行；請先停止伺服器`,
    'backup-exists': (p) => `\`${p['folder']}\` 裡已有內容；請指定新的檔案夾`,
    'backup-missing': (p) =>
      `\`${p['folder']}\` 裡沒有 \`${p['wanted']}\`；請指定同類資料庫的備份檔案夾`,
    'program-failed': (p) =>
      `\`${p['program']}\` 執行失敗（${p['why']}）；請安裝 PostgreSQL 用戶端程式並檢查 DATABASE_URL`,
  },
  checks: {
    node: 'Node',
    policy: '政策',
    benefits: '權益',
    facts: '事實資料',
    register: '台帳',
    data: '伺服器檔案夾',
    disk: '剩餘空間',
    database: '資料庫',
    published: '已發布月份',
    issuer: '權杖簽發者',
    network: '服務訂單的網路側',
  },
  states: { fine: '正常', wrong: '有問題', off: '未檢查' },
  people: '可供試用的人員（密鑰相同）',
  tryThese: '可以試試',
  person: '人員',
  roles: '角色',
  address: '位址',
  issuer: '簽發者',
  documentation: '介面文件',
  page: '客戶頁面',
  desk: '熱線與門市工作台',
  changes: { added: '新增', changed: '變更', removed: '移除', same: '不變' },
  curl: {
    token: '取得權杖',
    star: '客戶查看自己的星級',
    why: '為什麼是這個星級（文字）',
    use: '使用一項權益：同一個鍵只用一次，重送也一樣',
    points: '點數餘額',
    find: '熱線尋找客戶，並說明原因',
    months: '月度合計',
    audit: '誰查過誰',
  },
}
