import type { Person } from './people.ts'

const STYLE = `
:root{color-scheme:light dark;--ink:#16203a;--soft:#4d5a78;--paper:#f3f5fa;--card:#fff;--line:#c9d1e3;--blue:#1f4fc4}
@media (prefers-color-scheme:dark){:root{--ink:#eef2fb;--soft:#b3bfdb;--paper:#0b1124;--card:#151d36;--line:#36436b;--blue:#9db9ff}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans Hans",sans-serif}
main{max-width:30rem;margin:0 auto;padding:2rem 1rem 3rem}h1{font-size:1.375rem;line-height:1.3;margin:0 0 .25rem}p{margin:0 0 1.25rem;color:var(--soft)}
ul{list-style:none;margin:0;padding:0;display:grid;gap:.5rem}
button{width:100%;min-height:3rem;text-align:start;font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:.625rem 1rem;cursor:pointer;overflow-wrap:anywhere}
button:hover{border-color:var(--blue)}button:focus-visible{outline:3px solid var(--blue);outline-offset:2px}
[lang=en]{display:block}small{display:block;color:var(--soft);font-size:.875rem}form{display:grid;gap:.5rem}`

/** The people to sign in as, each a button. */
export function signInPage(people: readonly Person[]): string {
  const rows = people.map(({ id, name, roles, regions = [] }) => {
    const what = [...new Set([...roles, ...regions, id])]
      .filter((word) => word !== name)
      .join(' · ')
    return `<li><button name="person" value="${html(id)}">${html(name)}<small>${html(what)}</small></button></li>`
  })
  return page(
    '登录：选择一位演示用户',
    `<p>仅供开发和演示，人物均为虚构。<span lang="en">For development and demonstrations: choose whom to sign in as.</span></p>
<form method="post"><ul>${rows.join('')}</ul></form>`,
  )
}

/** @param form the provider's own, with id `op.logoutForm` */
export function signOutPage(form: string): string {
  return page(
    '退出登录',
    `<p lang="en">Sign out</p>${form}<button form="op.logoutForm" name="logout" value="yes" autofocus>退出 <span lang="en">Sign out</span></button>`,
  )
}

export function startAgainPage(): string {
  return page(
    '登录已过期',
    '<p>请回到原来的页面重新登录。<span lang="en">This sign-in has ended: go back to the page and sign in again.</span></p>',
  )
}

function page(title: string, content: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${STYLE}</style></head><body><main><h1>${title}</h1>${content}</main></body></html>`
}

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

function html(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ESCAPED[character] as string)
}
