import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../design/design.css'
import { openWithoutNetwork } from '../session/worker.ts'
import { applyTheme, SettingsOnPage } from '../settings/settings.tsx'
import '../customer/customer.css'
import './desk.css'
import { DeskPage } from './desk-page.tsx'

applyTheme()
createRoot(document.querySelector('#page') as Element).render(
  <StrictMode>
    <SettingsOnPage>
      <DeskPage />
    </SettingsOnPage>
  </StrictMode>,
)
openWithoutNetwork()
