import { useCallback, useEffect, useState } from 'react'
import { forgetAnswers } from '../api/kept.ts'
import { Button } from '../design/button.tsx'
import { Dipper } from '../design/dipper.tsx'
import { Frame } from '../design/frame.tsx'
import { Gate } from '../session/gate.tsx'
import type { Person } from '../session/session.ts'
import { useSession } from '../session/use-session.ts'
import { useWords } from '../settings/settings.tsx'
import { Announced, useAnnounce } from './announce.tsx'
import { CustomerView } from './customer-view.tsx'
import { FindCustomer } from './find-customer.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import { KeysOnPage, useKeys } from './keys.tsx'
import { forgetDraft } from './objection-draft.ts'
import { forgetOpened, keepOpened, type Opened, openedBy } from './opened.ts'
import { useDeskWords } from './words/words.ts'

/** The desk of hotline and shops. */
export function DeskPage() {
  const words = useWords()
  const { state } = useSession()
  useEffect(() => {
    if (state === 'none') forgetCustomer()
  }, [state])
  const { gate } = useDeskWords()
  return (
    <KeysOnPage>
      <Frame title={words.pages.desk} tools={<KeysButton />}>
        <Gate title={words.pages.desk} text={gate}>
          {(person) =>
            isStaff(person) ? (
              <Announced>
                <Desk person={person} />
              </Announced>
            ) : (
              <NotStaff />
            )
          }
        </Gate>
      </Frame>
    </KeysOnPage>
  )
}

function isStaff({ roles }: Person): boolean {
  return roles.includes('agent') || roles.includes('shop')
}

/** One customer at a time. */
function Desk({ person: { subject } }: { readonly person: Person }) {
  const announce = useAnnounce()
  const [opened, setOpened] = useState(() => openedBy(subject))
  const open = (next: Opened) => {
    keepOpened(subject, next)
    setOpened(next)
  }
  const another = useCallback(() => setOpened(null), [])
  useEffect(() => {
    scrollTo(0, 0)
    if (opened !== null) return
    announce('')
    forgetCustomer()
  }, [opened, announce])
  return opened === null ? (
    <FindCustomer onOpen={open} />
  ) : (
    <CustomerView opened={opened} onAnother={another} />
  )
}

/** Leaves nothing of a customer on the device. */
function forgetCustomer(): void {
  forgetOpened()
  forgetDraft()
  forgetAnswers()
}

function KeysButton() {
  const { keys } = useDeskWords()
  const [open, setOpen] = useState(false)
  useKeys({ '?': () => setOpen(true) })
  return (
    <>
      <Button look="plain" compact className="unprinted" onClick={() => setOpen(true)}>
        {keys.open} <kbd aria-hidden="true">?</kbd>
      </Button>
      {open ? <KeysDialog onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function NotStaff() {
  const { notStaff, notStaffMore, toCustomer } = useDeskWords()
  return (
    <div className="message night">
      <Dipper lit={0} />
      <h1>{notStaff}</h1>
      <p className="soft">{notStaffMore}</p>
      <a className="button main on-night" href="/">
        {toCustomer}
      </a>
    </div>
  )
}
