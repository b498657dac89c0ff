import { QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { useCoreEvents } from '../api/connectivity.ts'
import { ErrorBoundary } from '../api/failure.tsx'
import { createQueryClient } from '../api/queries.ts'
import { Gate } from '../session/gate.tsx'
import { UiRoot } from '../ui/ui-root.tsx'
import { Shell } from './shell.tsx'

/** Root component of a window. */
export function App() {
  const [client] = useState(createQueryClient)
  return (
    <QueryClientProvider client={client}>
      <UiRoot>
        <ErrorBoundary resetKey="application">
          <ConnectedShell />
        </ErrorBoundary>
      </UiRoot>
    </QueryClientProvider>
  )
}

function ConnectedShell() {
  useCoreEvents()
  return (
    <Gate>
      <Shell />
    </Gate>
  )
}
