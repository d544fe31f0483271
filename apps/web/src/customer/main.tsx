import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../design/design.css'
import { applyTheme, SettingsOnPage } from '../settings/settings.tsx'
import { openWithoutNetwork } from '../session/worker.ts'
import './customer.css'
import { CustomerPage } from './customer-page.tsx'

applyTheme()
createRoot(document.querySelector('#page') as Element).render(
  <StrictMode>
    <SettingsOnPage>
      <CustomerPage />
    </SettingsOnPage>
  </StrictMode>,
)
openWithoutNetwork()
