import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { config } from 'zod'
import { App } from './app/app.tsx'
import { restoreAppearance } from './lib/appearance-choice.ts'

// zod would compile its schemas with `new Function`, which our CSP refuses and the console would report.
config({ jitless: true })
restoreAppearance()

const container = document.getElementById('application')
if (!container) throw new Error('index.html has no #application')
createRoot(container).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
