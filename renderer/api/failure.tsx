import { Component, type ErrorInfo, type ReactNode } from 'react'
import { ErrorState, OfflineState } from '../ui/view-states.tsx'
import { ProblemError } from './client.ts'

/** Error or offline state for a failed call. */
export function Failure({ error, retry }: { error: unknown; retry?: (() => void) | undefined }) {
  const next = retry && { label: 'Coba lagi', run: retry }
  if (!(error instanceof ProblemError)) {
    return (
      <ErrorState title="Layar ini tidak dapat ditampilkan" next={next}>
        Muat ulang dengan Ctrl+R. Yang sudah tersimpan tidak hilang; bila terulang, beri tahu admin TI.
      </ErrorState>
    )
  }
  const { code, data } = error.problem
  if (code.startsWith('centre-')) {
    return (
      <OfflineState title="Pusat tidak dapat dicapai" next={next}>
        {error.message}
      </OfflineState>
    )
  }
  return (
    <ErrorState
      title={code === 'unexpected' ? 'Ada yang tidak terduga' : 'Tidak dapat dilakukan'}
      number={code === 'unexpected' ? String(data.number ?? '') : undefined}
      next={next}
    >
      {error.message}
    </ErrorState>
  )
}

type ErrorBoundaryProps = {
  children: ReactNode
  /** The boundary resets when it changes: another screen is rendered although the last one failed. */
  resetKey: string
}

/** Error boundary: a screen that throws does not take the shell down. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: unknown }> {
  override state: { error: unknown } = { error: undefined }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    // The stack names components, never data; the message may quote a value and stays out.
    console.error(error instanceof Error ? error.name : 'unknown error', info.componentStack)
  }

  override componentDidUpdate(previous: ErrorBoundaryProps) {
    if (previous.resetKey !== this.props.resetKey && this.state.error) this.setState({ error: undefined })
  }

  override render() {
    if (!this.state.error) return this.props.children
    return <Failure error={this.state.error} retry={() => this.setState({ error: undefined })} />
  }
}
