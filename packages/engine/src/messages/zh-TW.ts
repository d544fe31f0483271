import { AMOUNT_LIMIT } from '../facts/cells.ts'
import type { Catalogue } from './catalogue.ts'

const TABLE: Readonly<Record<string, string>> = { charges: '費用', stops: '停機' }

export const zhTW: Catalogue = {
  problems: {
    'facts-folder-missing': (p) =>
      `沒有資料檔案夾 \`${p.folder}\`；請指定存放 customers、services 和 charges 的檔案夾`,
    'table-missing': (p) =>
      `資料檔案夾 \`${p.folder}\` 中沒有 \`${p.table}\` 表；請放入 \`${p.table}.csv\`、\`${p.table}.parquet\`，或存放這類檔案的檔案夾 \`${p.table}/\``,
    'column-missing': (p) => `\`${p.file}\` 沒有 \`${p.column}\` 欄；請按此寫法加到表頭`,
    'column-type': (p) =>
      `\`${p.file}\` 的 \`${p.column}\` 欄型別為 ${p.type}，放不下它的值；日期請用 DATE 或文字，金額請用整數，其餘請用文字`,
    'file-unreadable': (p) =>
      `無法讀取 \`${p.file}\`（${p.why}）；請重新寫成帶表頭的 UTF-8 CSV，或 Parquet`,
    'file-changed': (p) => `讀取期間 \`${p.file}\` 遭到變更；請在沒有人寫入該資料夾時重新執行`,
    'number-too-large': (p) =>
      `事實或方案中的數過大，無法精確保存（${p.why}）；請調低方案的成長值參數`,
    'controls-differ': (p) =>
      `帳期 ${p.period}（${p.kind}）收到 ${p.rows} 列共 ${p.fen} 分，對帳表為 ${p.rowsSent} 列共 ${p.fenSent} 分（此類差異共 ${p.differences} 處）；請計費補齊資料或更正對帳表`,
    'no-charges': (p) => `\`${p.folder}\` 中沒有任何一筆費用寫明帳期；請至少提供一個帳期的帳單`,
    'period-missing': (p) =>
      `費用從 ${p.first} 到 ${p.last}，卻缺少帳期 ${p.periods}；請補齊，或只評定不需要更晚帳期的月份`,
    'policy-silent': (p) =>
      `${p.month} 沒有 ${p.policy} 的方案文件；請評定其他月份，或發布屆時已生效的文件`,
    'policy-not-expressible': (p) =>
      `\`${p.what}\` 超過 ${p.digits} 位數字，無法精確加總；請寫短一些`,
    'register-exists': (p) =>
      `\`${p.register}\` 中已有星級台帳；匯入會開始新的台帳，請指定另一個檔案夾`,
    'register-missing': (p) =>
      `\`${p.register}\` 中沒有星級台帳；請指定由 \`dipper assess\` 或 \`dipper register import\` 寫出的檔案夾`,
    'register-newer': (p) =>
      `\`${p.register}\` 中的台帳格式為 ${p.format}，本程式只認識到 ${p.known}；請使用更新的 dipper`,
    'register-busy': (p) => `另一個程序正在寫 \`${p.register}\` 中的台帳；請等它結束後再執行`,
    'register-damaged': (p) =>
      `無法讀取 \`${p.register}\` 中台帳的 \`${p.file}\`（${p.why}）；請用備份還原台帳，或另建台帳`,
    'register-gap': (p) =>
      `\`${p.register}\` 中的台帳下一個月份是 ${p.next}，從 ${p.from} 開始會留下空缺；請從 ${p.next} 起評定`,
    'register-before-first': (p) =>
      `\`${p.register}\` 中的台帳從 ${p.first} 開始，不能向前接到 ${p.from}；請從 ${p.first} 起評定，或另建台帳`,
    'month-missing': (p) =>
      `\`${p.register}\` 中的台帳沒有 ${p.month}；請先評定該月，或指定已有的月份`,
    'month-changed': (p) =>
      p.what === 'policy'
        ? `台帳 \`${p.register}\` 中的 ${p.month} 是按另一版本的方案 \`${p.of}\` 評定的；請還原已發布的文件，把改動作為新文件發布，或另建台帳`
        : `${p.of} 的${TABLE[p.what] ?? p.what}資料與台帳 \`${p.register}\` 評定 ${p.month} 時讀到的不同；請還原資料，把更正放在新帳期，或另建台帳`,
    'import-row': (p) =>
      `\`${p.file}\` 第 ${p.row} 列的 \`${p.column}\` 為 \`${p.value}\`；每位客戶只寫一次，star 寫數字，valid_from 和 valid_through 按先後寫 YYYY-MM，0 星時兩者為空，請改正`,
    'import-column': (p) =>
      `\`${p.file}\` 沒有 \`${p.column}\` 欄；匯入需要 customer_id、star、valid_from 和 valid_through，請補上`,
    'months-reversed': (p) => `月份從 ${p.from} 到 ${p.through}，前後顛倒；請把較早的月份寫在前面`,
    'customer-not-found': (p) =>
      `台帳 \`${p.register}\` 的 ${p.month} 沒有客戶 \`${p.customer}\` 的記錄；請逐字核對編號，並確認該客戶在此月之前已入網`,
    'out-not-empty': (p) => `檔案夾 \`${p.folder}\` 不是空的；請指定新的或空的檔案夾，或自行清空`,
    'strict-rejects': (p) =>
      `\`${p.folder}\` 的 ${p.rows} 列中有 ${p.rejected} 列被拒收，加了 --strict 時任何拒收都是錯誤；請改正上面列出的列，或不加 --strict`,
    'map-source-form': (p) =>
      `--source 為 \`${p.written}\`；請寫來源名、等號和路徑，例如 bills=bills.csv`,
    'map-source-unknown': (p) =>
      `對應檔沒有可由 --source 替換的來源 \`${p.source}\`；請寫其中之一：${p.allowed}`,
    'map-left-out': (p) =>
      `\`${p.mapping}\` 無法對應 ${p.rows} 列中的 ${p.leftOut} 列，加了 --strict 時這是錯誤；請改正上面列出的列或對應檔，或不加 --strict`,
    'disk-full': (p) =>
      `寫入 \`${p.register}\` 的空間不足（${p.why}）；已有的月份都是完整的，請騰出空間後重新執行`,
  },
  reasons: {
    missing: (c) => `\`${c.column}\` 為空；每一列都必須有，請補上`,
    'malformed-date': (c) => `\`${c.column}\` 為 \`${c.value}\`，不是日曆上的日期；請寫 YYYY-MM-DD`,
    'malformed-month': (c) => `\`${c.column}\` 為 \`${c.value}\`，不是月份；請寫 YYYY-MM`,
    'malformed-amount': (c) =>
      `\`${c.column}\` 為 \`${c.value}\`，不是以分為單位的整數；請寫數字，退費在前面加負號`,
    'malformed-count': (c) => `\`${c.column}\` 為 \`${c.value}\`，不是整數；請寫數字`,
    'unknown-word': (c) =>
      `\`${c.column}\` 不認識 \`${c.value}\`；請寫其中之一：${c.words.join('、')}`,
    'too-long': (c) =>
      `\`${c.column}\` 超過 64 個字元；請在所有表中給該客戶、產品或費用換較短的編號`,
    'amount-beyond': (c) =>
      `\`${c.column}\` 為 \`${c.value}\`，超出 ±${AMOUNT_LIMIT} 分；單位是分，請核對`,
    'differs-from-path': (c) =>
      `\`${c.column}\` 為 \`${c.value}\`，與檔案路徑中的帳期不同；請把這一列移到所屬帳期的檔案，或改正帳期`,
    'left-before-joined': (c) =>
      `\`${c.column}\` 為 \`${c.value}\`，早於入網日期；請改正其中一個日期`,
    'held-to-before-from': (c) =>
      `\`${c.column}\` 為 \`${c.value}\`，早於開始持有的日期；請改正其中一個日期`,
    'opened-after-held': (c) =>
      `\`${c.column}\` 為 \`${c.value}\`，晚於開始持有的日期；開通不會晚於首次持有，請改正`,
    'given-twice': (c) =>
      `\`${c.column}\` 為 \`${c.value}\` 的這個鍵，最新版本出現了兩次；請只留一列，或給正確的一列寫更晚的 recorded_on`,
    overlap: (c) =>
      `從 \`${c.column}\` \`${c.value}\` 起，這一列與同一編號的另一列重疊，或種類不同；請讓前一列在後一列開始之前結束`,
    'unknown-customer': (c) =>
      `客戶表已接收的列中沒有編號 \`${c.value}\`；請補送該客戶，或改正被拒收的客戶列`,
    'unknown-service': (c) =>
      `產品表已接收的列中沒有編號 \`${c.value}\`；請補送該產品，或改正被拒收的產品列`,
  },
}
