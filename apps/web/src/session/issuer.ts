import { UserManager, WebStorageStateStore } from 'oidc-client-ts'

/** Path that the issuer sends people back to. */
const BACK = '/signed-in'

/** The pages as a client of the issuer. Loaded where somebody signs in or out, and not before. */
async function client(): Promise<UserManager> {
  const answer = await fetch('/pages/config.json')
  if (!answer.ok) throw new Error(`no issuer: ${answer.status}`)
  const { issuer, clientId } = await answer.json()
  const storage = new WebStorageStateStore({ store: sessionStorage })
  return new UserManager({
    authority: issuer,
    client_id: clientId,
    redirect_uri: location.origin + BACK,
    response_type: 'code',
    scope: 'openid',
    loadUserInfo: false,
    automaticSilentRenew: false,
    monitorSession: false,
    userStore: storage,
    stateStore: storage,
  })
}

/** @param back path and fragment to come back to */
export async function leaveToSignIn(back: string, language: string): Promise<void> {
  const manager = await client()
  await manager.signinRedirect({ state: back, ui_locales: language })
}

export interface SignedIn {
  readonly token: string
  readonly idToken: string | undefined
  readonly back: string
}

/** Takes what the issuer has sent back in the address. Throws where it is not the answer to a question of ours. */
export async function returnFromIssuer(): Promise<SignedIn> {
  const manager = await client()
  const user = await manager.signinRedirectCallback()
  await manager.removeUser()
  const back = typeof user.state === 'string' ? user.state : '/'
  return { token: user.access_token, idToken: user.id_token, back: ownPath(back) }
}

/** Tells the issuer too, where it can be told. */
export async function leaveToSignOut(idToken: string | undefined): Promise<void> {
  const manager = await client()
  const home = location.pathname === '/desk' ? '/desk' : '/'
  const { end_session_endpoint: end } = await manager.metadataService.getMetadata()
  if (end === undefined || idToken === undefined) return location.replace(home)
  await manager.signoutRedirect({
    id_token_hint: idToken,
    post_logout_redirect_uri: location.origin + home,
  })
}

/** A path of this server and nothing else: `//elsewhere` is none. */
function ownPath(path: string): string {
  const { origin, pathname, hash } = new URL(path, location.origin)
  return origin === location.origin ? pathname + hash : '/'
}
