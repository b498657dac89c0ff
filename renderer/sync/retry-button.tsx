import { RotateCw } from 'lucide-react'
import { problemText } from '../api/form-problem.tsx'
import { useCallMutation } from '../api/queries.ts'
import { useHasRole } from '../session/session.tsx'
import { Button } from '../ui/button.tsx'
import { useToast } from '../ui/toasts.tsx'

/** Queues a refused record again, after its reason has been resolved. */
export function RetryButton({ id, headName }: { id: string; headName: string }) {
  const hasRole = useHasRole()
  const retry = useCallMutation('sync.retry')
  const showToast = useToast()
  if (!hasRole('admin') && !hasRole('verifikator')) return 'Minta verifikator'
  const again = () =>
    retry.mutate(
      { id },
      {
        onSuccess: () => showToast({ text: `Permohonan ${headName} antre lagi untuk dikirim.` }),
        onError: (error) => showToast({ text: problemText(error), tone: 'problem' }),
      },
    )
  return (
    <Button size="small" icon={RotateCw} onPress={again} isPending={retry.isPending}>
      Coba lagi
    </Button>
  )
}
