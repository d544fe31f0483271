import { sayRefusal } from '@dipper/ledger'
import type { Words } from './words.ts'

const faults: Words['faults'] = {
  malformed: '不是签名的 JSON Web 令牌',
  algorithm: '签名算法不被接受',
  signature: '签名与签发方的密钥不符',
  issuer: '签发方不对',
  audience: '不是发给本系统的',
  expired: '已过期',
  'not-yet': '尚未生效',
  claims: '声明的格式不对',
}

export const zhCN: Words = {
  faults,
  fields: {
    missing: '必填',
    unknown: '此处没有这一项',
    wrong: '与接口说明的格式不符',
    'not-a-month': '应为 YYYY-MM 格式的月份，1900-01 至 2999-12',
    'not-a-date': '应为 YYYY-MM-DD 格式的日期',
    'not-an-id': '应为 1 至 64 个字符',
    'not-a-limit': '应为 1 至 200 的整数',
    'not-a-number': '应为不小于 1 的整数',
    'not-a-word': '应为接口说明中列出的词之一',
    'not-a-key': '应为 1 至 128 个可见 ASCII 字符',
    'not-a-reason': '应为 3 至 200 个字符的原因',
    'not-an-object': '应为 JSON 对象',
    'number-or-id': '`number` 与 `id` 须给出其一',
    'months-reversed': '早于 `from`',
    'days-reversed': '是 `from` 之前的日子',
    'too-many-days': '含首日最多 366 天',
    'not-an-instant': '应为带时差的 RFC 3339 时刻，如 2026-11-22T09:30:00+08:00',
    ahead: '不能晚于现在',
    'not-an-integer': '应为整数',
    'not-fen': '应为以分为单位的整数',
    'not-a-deadline': '应为 1 至 60000 的整数毫秒',
    'not-a-uuid': '应为小写的 UUID',
    'not-a-text': '须为 1 至 1000 个字符的文字',
    'needs-line': '没有 `line` 就没有意义',
    'needs-line-state': '没有 `lineState` 就没有意义',
    'needs-stop': '只能用于已停机的线路',
  },
  problems: {
    'invalid-request': {
      title: '请求有误',
      detail: () => '请改正 `errors` 中列出的部分后重发。',
    },
    'invalid-json': {
      title: '正文不是 JSON',
      detail: () => '请发送一个 UTF-8 编码的 JSON 对象。',
    },
    'cursor-invalid': {
      title: '翻页标记无效',
      detail: () => '请原样使用上一页的 `next`，或不带翻页标记从头查询。',
    },
    'key-missing': {
      title: '缺少 Idempotency-Key',
      detail: () =>
        '变更请求须带 `Idempotency-Key` 请求头：1 至 128 个可见 ASCII 字符，每次变更用新值，重发时用原值。',
    },
    'reason-missing': {
      title: '缺少查询原因',
      detail: () =>
        '请说明查询此客户的原因（3 至 200 个字符）：请求头 `Dipper-Reason`（UTF-8 百分号编码）或查询参数 `reason`。',
    },
    'token-missing': {
      title: '请先登录',
      detail: () => '请带 `Authorization: Bearer 令牌` 请求头，令牌由身份签发方发放。',
    },
    'token-expired': {
      title: '令牌已过期',
      detail: () => '请换取新令牌后重发。',
    },
    'token-invalid': {
      title: '令牌被拒绝',
      detail: ({ fault }) => `令牌被拒绝：${faults[fault]}。请换取新令牌。`,
    },
    'not-allowed': {
      title: '您的角色无此权限',
      detail: () => '令牌中的角色都没有此项权限。',
    },
    'not-yours': {
      title: '不在您的权限范围内',
      detail: () => '所查内容不存在，或不在您可查询的范围内。',
    },
    'route-missing': {
      title: '没有这个地址',
      detail: () => '可用地址见 /openapi.json。',
    },
    'method-missing': {
      title: '此地址不支持该方法',
      detail: ({ allowed }) => `支持的方法：${allowed}。`,
    },
    'customer-missing': {
      title: '没有这位客户',
      detail: () => '此客户标识不存在。',
    },
    'star-missing': {
      title: '没有星级',
      detail: () => '该客户在所查月份没有星级记录。',
    },
    'month-unpublished': {
      title: '该月尚未发布',
      detail: ({ month }) => `${month} 尚未发布。已发布的月份见 GET /v1/months。`,
    },
    'policy-missing': {
      title: '没有有效的政策',
      detail: ({ month }) => `没有适用于 ${month} 的政策文件。`,
    },
    'run-missing': {
      title: '没有这次评定',
      detail: ({ run }) => `没有第 ${run} 次评定。列表见 GET /v1/runs。`,
    },
    'run-ended': {
      title: '评定已结束',
      detail: ({ run }) => `第 ${run} 次评定已结束，不能再停止。`,
    },
    'run-busy': {
      title: '另一次评定正在进行',
      detail: ({ run }) => `请等待第 ${run} 次评定结束，或先停止它。`,
    },
    'benefits-missing': {
      title: '没有有效的权益文件',
      detail: ({ month }) => `没有适用于 ${month} 的权益文件。`,
    },
    'line-missing': {
      title: '没有这条线路',
      detail: () => '线路不属于该客户，或不知其业务种类：请给出 `lineKind`。',
    },
    'line-not-theirs': {
      title: '线路属于其他客户',
      detail: ({ line }) =>
        `按现有资料，线路 \`${line}\` 当时不属于该客户。请改正 \`customerId\` 或 \`line\`。`,
    },
    'event-differs': {
      title: '该事件先前的内容不同',
      detail: ({ event }) => `事件 \`${event}\` 已按其他内容接收。新的消息请用新的 id。`,
    },
    'order-missing': {
      title: '没有这张工单',
      detail: ({ order }) => `没有工单 ${order}。列表见 GET /v1/service-orders。`,
    },
    'order-not-dead': {
      title: '工单未处于停滞状态',
      detail: ({ order, state }) =>
        `工单 ${order} 的状态为 \`${state}\`；只有停滞（\`dead\`）的工单可以重发或放弃。`,
    },
    'order-use-ended': {
      title: '工单对应的使用已结束',
      detail: ({ order }) => `工单 ${order} 所要开始的使用已经结束。请放弃该工单。`,
    },
    'other-order': {
      title: '两个标识属于不同工单',
      detail: ({ order }) => `工单 ${order} 的网络侧标识属于另一张工单。未作任何更改。`,
    },
    'objection-missing': {
      title: '没有这条异议',
      detail: ({ objection }) =>
        `该客户没有异议 ${objection}。GET /v1/customers/{id}/objections 可列出其全部异议。`,
    },
    'objection-answered': {
      title: '异议已答复',
      detail: ({ objection }) => `异议 ${objection} 已有另一答复。每条异议只答复一次。`,
    },
    'points-refused': {
      title: '积分操作被拒绝',
      detail: ({ refusal }) => `${sayRefusal(refusal, 'zh-CN')}。`,
    },
    'publish-month-missing': {
      title: '该月尚未评定',
      detail: ({ month }) => `星级登记中没有 ${month}。请先评定该月。`,
    },
    'publish-busy': {
      title: '另一次发布正在进行',
      detail: () => '请等待其完成后重发。',
    },
    'publish-refused': {
      title: '该月不能发布',
      detail: ({ reason }) => `现有数据不允许发布：\`${reason}\`，见 docs/errors.md。`,
    },
    'type-unacceptable': {
      title: '没有可接受的格式',
      detail: () => '`Accept` 请求头排除了此地址的所有格式。',
    },
    'type-unsupported': {
      title: '正文类型不支持',
      detail: () => '请用 `Content-Type: application/json` 发送。',
    },
    'too-large': {
      title: '正文过大',
      detail: ({ bytes }) => `正文最多 ${bytes} 字节。`,
    },
    'url-too-long': {
      title: '地址过长',
      detail: ({ bytes }) => `路径与查询参数合计最多 ${bytes} 字节。`,
    },
    'key-used': {
      title: 'Idempotency-Key 已被使用',
      detail: () => '此值属于另一个请求。新的变更请用新值。',
    },
    'key-running': {
      title: '首次请求尚未结束',
      detail: () => '带此 Idempotency-Key 的请求仍在处理，请稍后重发。',
    },
    'too-many-requests': {
      title: '请求过于频繁',
      detail: ({ seconds }) => `请 ${seconds} 秒后再试。`,
    },
    'too-many-streams': {
      title: '事件流过多',
      detail: ({ streams }) => `每个调用方最多同时打开 ${streams} 个事件流，请先关闭一个。`,
    },
    internal: {
      title: '系统出错',
      detail: () => '问题出在本系统。请附上 `requestId` 报告。',
    },
    'store-unavailable': {
      title: '数据库暂不可用',
      detail: () => '请稍后再试。',
    },
    'audit-unavailable': {
      title: '审计暂不可写',
      detail: () => '没有审计记录就不提供查询或变更。请稍后再试。',
    },
    'issuer-unavailable': {
      title: '暂时无法验证令牌',
      detail: () => '取不到签发方的密钥，请稍后再试。',
    },
    'not-ready': {
      title: '尚未就绪',
      detail: () => '服务正在启动、正在停止，或连不上数据库。',
    },
  },
}
