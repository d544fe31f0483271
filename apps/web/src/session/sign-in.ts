import { forgetAnswers } from '../api/kept.ts'
import { currentSession, forget } from './session.ts'

/** Goes to the issuer, and comes back to where one was. Rejects where the issuer cannot be reached. */
export async function signIn(language: string): Promise<void> {
  const { leaveToSignIn } = await import('./issuer.ts')
  await leaveToSignIn(location.pathname + location.hash, language)
}

/** Leaves nothing of the person behind. */
export async function signOut(): Promise<void> {
  if (currentSession().state === 'none') return
  forgetAnswers()
  const idToken = forget()
  const { leaveToSignOut } = await import('./issuer.ts')
  await leaveToSignOut(idToken)
}
