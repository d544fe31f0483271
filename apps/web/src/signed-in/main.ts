import { returnFromIssuer } from '../session/issuer.ts'
import { begin } from '../session/session.ts'

const FAILED = [
  ['zh-CN', '登录没有完成，请重试。', '返回'],
  ['zh-TW', '登入沒有完成，請重試。', '返回'],
  ['en', 'The sign-in was not completed. Please try again.', 'Back'],
] as const

/** Ends a sign-in and goes on to where one was. React is not needed for that. */
try {
  const { token, idToken, back } = await returnFromIssuer()
  begin(token, idToken)
  location.replace(back)
} catch {
  const language = localStorage.getItem('dipper.language') ?? 'zh-CN'
  const [lang, text, again] = FAILED.find(([each]) => each === language) ?? FAILED[0]
  const message = document.createElement('p')
  message.role = 'alert'
  message.textContent = text
  const link = document.createElement('a')
  link.href = '/'
  link.textContent = again
  document.documentElement.lang = lang
  document.querySelector('#page')?.append(message, link)
}
