import { Ban } from 'lucide-react'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { problemText } from '../../api/form-problem.tsx'
import { navigate } from '../../lib/router.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { useDraft } from '../draft/draft-context.ts'
import styles from './form.module.css'

/**
 * Cancels a draft, or withdraws a submitted application that has not been decided yet. It can still be
 * searched, with the reason.
 */
export function CancelSection({ isSubmitted }: { isSubmitted: boolean }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={styles.section}>
      <div>
        <Button variant="quiet" size="small" icon={Ban} onPress={() => setOpen(true)}>
          {isSubmitted ? 'Tarik dari kecamatan dan batalkan' : 'Batalkan permohonan'}
        </Button>
      </div>
      <CancelDialog isSubmitted={isSubmitted} isOpen={isOpen} onClose={() => setOpen(false)} />
    </div>
  )
}

type CancelDialogProps = { isSubmitted: boolean; isOpen: boolean; onClose: () => void }

function CancelDialog({ isSubmitted, isOpen, onClose }: CancelDialogProps) {
  const draft = useDraft()
  const showToast = useToast()
  const [reason, setReason] = useState('')
  const [isPending, setPending] = useState(false)
  const cancel = async () => {
    setPending(true)
    try {
      await draft.flush()
      await call('applications.cancel', { id: draft.id, reason: reason.trim() })
      showToast({ text: 'Permohonan dibatalkan.' })
      navigate({ screen: 'home' }, { replace: true })
    } catch (error) {
      showToast({ text: problemText(error), tone: 'problem' })
      setPending(false)
    }
  }
  return (
    <Dialog
      title="Batalkan permohonan ini?"
      isOpen={isOpen}
      onClose={onClose}
      footer={
        <>
          <Button shortcut="Esc" onPress={onClose}>
            Tidak jadi
          </Button>
          <Button variant="danger" shortcut="Ctrl+Enter" isPending={isPending} onPress={() => void cancel()}>
            Batalkan permohonan
          </Button>
        </>
      }
    >
      <p>
        Permohonan yang dibatalkan tidak dapat dibuka lagi, tetapi tetap dapat dicari.
        {isSubmitted && ' Bila kecamatan sudah memutusnya, keputusan itu yang berlaku.'}
      </p>
      <TextField label="Alasan" labelHint="boleh kosong" value={reason} onChange={setReason} autoFocus />
    </Dialog>
  )
}
