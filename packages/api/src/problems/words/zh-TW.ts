import { sayRefusal } from '@dipper/ledger'
import type { Words } from './words.ts'

const faults: Words['faults'] = {
  malformed: '不是簽署的 JSON Web 權杖',
  algorithm: '簽章演算法不被接受',
  signature: '簽章與簽發者的金鑰不符',
  issuer: '簽發者不對',
  audience: '不是發給本系統的',
  expired: '已過期',
  'not-yet': '尚未生效',
  claims: '宣告的格式不對',
}

export const zhTW: Words = {
  faults,
  fields: {
    missing: '必填',
    unknown: '此處沒有這一項',
    wrong: '與介面說明的格式不符',
    'not-a-month': '應為 YYYY-MM 格式的月份，1900-01 至 2999-12',
    'not-a-date': '應為 YYYY-MM-DD 格式的日期',
    'not-an-id': '應為 1 至 64 個字元',
    'not-a-limit': '應為 1 至 200 的整數',
    'not-a-number': '應為不小於 1 的整數',
    'not-a-word': '應為介面說明中列出的詞之一',
    'not-a-key': '應為 1 至 128 個可見 ASCII 字元',
    'not-a-reason': '應為 3 至 200 個字元的原因',
    'not-an-object': '應為 JSON 物件',
    'number-or-id': '`number` 與 `id` 須給出其一',
    'months-reversed': '早於 `from`',
    'days-reversed': '是 `from` 之前的日子',
    'too-many-days': '含首日最多 366 天',
    'not-an-instant': '應為帶時差的 RFC 3339 時刻，如 2026-11-22T09:30:00+08:00',
    ahead: '不能晚於現在',
    'not-an-integer': '應為整數',
    'not-fen': '應為以分為單位的整數',
    'not-a-deadline': '應為 1 至 60000 的整數毫秒',
    'not-a-uuid': '應為小寫的 UUID',
    'not-a-text': '須為 1 至 1000 個字元的文字',
    'needs-line': '沒有 `line` 就沒有意義',
    'needs-line-state': '沒有 `lineState` 就沒有意義',
    'needs-stop': '只能用於已停機的線路',
  },
  problems: {
    'invalid-request': {
      title: '請求有誤',
      detail: () => '請改正 `errors` 中列出的部分後重送。',
    },
    'invalid-json': {
      title: '內文不是 JSON',
      detail: () => '請傳送一個 UTF-8 編碼的 JSON 物件。',
    },
    'cursor-invalid': {
      title: '翻頁標記無效',
      detail: () => '請原樣使用上一頁的 `next`，或不帶翻頁標記從頭查詢。',
    },
    'key-missing': {
      title: '缺少 Idempotency-Key',
      detail: () =>
        '變更請求須帶 `Idempotency-Key` 標頭：1 至 128 個可見 ASCII 字元，每次變更用新值，重送時用原值。',
    },
    'reason-missing': {
      title: '缺少查詢原因',
      detail: () =>
        '請說明查詢此客戶的原因（3 至 200 個字元）：標頭 `Dipper-Reason`（UTF-8 百分號編碼）或查詢參數 `reason`。',
    },
    'token-missing': {
      title: '請先登入',
      detail: () => '請帶 `Authorization: Bearer 權杖` 標頭，權杖由身分簽發者發放。',
    },
    'token-expired': {
      title: '權杖已過期',
      detail: () => '請換取新權杖後重送。',
    },
    'token-invalid': {
      title: '權杖被拒絕',
      detail: ({ fault }) => `權杖被拒絕：${faults[fault]}。請換取新權杖。`,
    },
    'not-allowed': {
      title: '您的角色無此權限',
      detail: () => '權杖中的角色都沒有此項權限。',
    },
    'not-yours': {
      title: '不在您的權限範圍內',
      detail: () => '所查內容不存在，或不在您可查詢的範圍內。',
    },
    'route-missing': {
      title: '沒有這個位址',
      detail: () => '可用位址見 /openapi.json。',
    },
    'method-missing': {
      title: '此位址不支援該方法',
      detail: ({ allowed }) => `支援的方法：${allowed}。`,
    },
    'customer-missing': {
      title: '沒有這位客戶',
      detail: () => '此客戶識別碼不存在。',
    },
    'star-missing': {
      title: '沒有星級',
      detail: () => '該客戶在所查月份沒有星級紀錄。',
    },
    'month-unpublished': {
      title: '該月尚未發布',
      detail: ({ month }) => `${month} 尚未發布。已發布的月份見 GET /v1/months。`,
    },
    'policy-missing': {
      title: '沒有有效的政策',
      detail: ({ month }) => `沒有適用於 ${month} 的政策文件。`,
    },
    'run-missing': {
      title: '沒有這次評定',
      detail: ({ run }) => `沒有第 ${run} 次評定。列表見 GET /v1/runs。`,
    },
    'run-ended': {
      title: '評定已結束',
      detail: ({ run }) => `第 ${run} 次評定已結束，不能再停止。`,
    },
    'run-busy': {
      title: '另一次評定正在進行',
      detail: ({ run }) => `請等待第 ${run} 次評定結束，或先停止它。`,
    },
    'benefits-missing': {
      title: '沒有有效的權益文件',
      detail: ({ month }) => `沒有適用於 ${month} 的權益文件。`,
    },
    'line-missing': {
      title: '沒有這條線路',
      detail: () => '線路不屬於該客戶，或不知其業務種類：請給出 `lineKind`。',
    },
    'line-not-theirs': {
      title: '線路屬於其他客戶',
      detail: ({ line }) =>
        `按現有資料，線路 \`${line}\` 當時不屬於該客戶。請改正 \`customerId\` 或 \`line\`。`,
    },
    'event-differs': {
      title: '該事件先前的內容不同',
      detail: ({ event }) => `事件 \`${event}\` 已按其他內容接收。新的消息請用新的 id。`,
    },
    'order-missing': {
      title: '沒有這張工單',
      detail: ({ order }) => `沒有工單 ${order}。列表見 GET /v1/service-orders。`,
    },
    'order-not-dead': {
      title: '工單未處於停滯狀態',
      detail: ({ order, state }) =>
        `工單 ${order} 的狀態為 \`${state}\`；只有停滯（\`dead\`）的工單可以重送或放棄。`,
    },
    'order-use-ended': {
      title: '工單對應的使用已結束',
      detail: ({ order }) => `工單 ${order} 所要開始的使用已經結束。請放棄該工單。`,
    },
    'other-order': {
      title: '兩個識別碼屬於不同工單',
      detail: ({ order }) => `工單 ${order} 的網路側識別碼屬於另一張工單。未作任何更改。`,
    },
    'objection-missing': {
      title: '沒有這則異議',
      detail: ({ objection }) =>
        `該客戶沒有異議 ${objection}。GET /v1/customers/{id}/objections 可列出其全部異議。`,
    },
    'objection-answered': {
      title: '異議已答覆',
      detail: ({ objection }) => `異議 ${objection} 已有另一答覆。每則異議只答覆一次。`,
    },
    'points-refused': {
      title: '積分操作被拒絕',
      detail: ({ refusal }) => `${sayRefusal(refusal, 'zh-TW')}。`,
    },
    'publish-month-missing': {
      title: '該月尚未評定',
      detail: ({ month }) => `星級登記中沒有 ${month}。請先評定該月。`,
    },
    'publish-busy': {
      title: '另一次發布正在進行',
      detail: () => '請等待其完成後重送。',
    },
    'publish-refused': {
      title: '該月不能發布',
      detail: ({ reason }) => `現有資料不允許發布：\`${reason}\`，見 docs/errors.md。`,
    },
    'type-unacceptable': {
      title: '沒有可接受的格式',
      detail: () => '`Accept` 標頭排除了此位址的所有格式。',
    },
    'type-unsupported': {
      title: '內文類型不支援',
      detail: () => '請用 `Content-Type: application/json` 傳送。',
    },
    'too-large': {
      title: '內文過大',
      detail: ({ bytes }) => `內文最多 ${bytes} 位元組。`,
    },
    'url-too-long': {
      title: '位址過長',
      detail: ({ bytes }) => `路徑與查詢參數合計最多 ${bytes} 位元組。`,
    },
    'key-used': {
      title: 'Idempotency-Key 已被使用',
      detail: () => '此值屬於另一個請求。新的變更請用新值。',
    },
    'key-running': {
      title: '首次請求尚未結束',
      detail: () => '帶此 Idempotency-Key 的請求仍在處理，請稍後重送。',
    },
    'too-many-requests': {
      title: '請求過於頻繁',
      detail: ({ seconds }) => `請 ${seconds} 秒後再試。`,
    },
    'too-many-streams': {
      title: '事件串流過多',
      detail: ({ streams }) => `每個呼叫者最多同時開啟 ${streams} 個事件串流，請先關閉一個。`,
    },
    internal: {
      title: '系統出錯',
      detail: () => '問題出在本系統。請附上 `requestId` 回報。',
    },
    'store-unavailable': {
      title: '資料庫暫時無法使用',
      detail: () => '請稍後再試。',
    },
    'audit-unavailable': {
      title: '稽核暫時無法寫入',
      detail: () => '沒有稽核紀錄就不提供查詢或變更。請稍後再試。',
    },
    'issuer-unavailable': {
      title: '暫時無法驗證權杖',
      detail: () => '取不到簽發者的金鑰，請稍後再試。',
    },
    'not-ready': {
      title: '尚未就緒',
      detail: () => '服務正在啟動、正在停止，或連不上資料庫。',
    },
  },
}
