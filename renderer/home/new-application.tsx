import { Button } from 'react-aria-components/Button'
import { ApplicationKind, type ApplicationKindRule, kindNames } from '../../shared/application-kind.ts'
import { documentNames } from '../../shared/form.ts'
import { FormProblem } from '../api/form-problem.tsx'
import { useCallMutation, useCallQuery } from '../api/queries.ts'
import { goBack, navigate } from '../lib/router.ts'
import { Screen } from '../lib/screen.tsx'
import { Button as WordButton } from '../ui/button.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { useShortcuts } from '../ui/shortcuts.tsx'
import styles from './new-application.module.css'

const purposes: Record<ApplicationKind, string> = {
  pendaftaran: 'Keluarga yang belum menjadi peserta PBI-JK.',
  reaktivasi: 'Peserta yang dinonaktifkan dan perlu aktif lagi.',
  bayi: 'Bayi dari ibu peserta, sebelum berumur tiga bulan.',
  perubahan: 'Data peserta yang berubah: alamat, anggota, ejaan nama.',
  penghentian: 'Peserta yang meninggal, pindah, atau mampu.',
}

/** Choice of the kind of a new application, one key each. */
export function NewApplication() {
  const create = useCallMutation('applications.create')
  const reference = useCallQuery('reference.get', {})
  const begin = (kind: ApplicationKind) => {
    if (create.isPending) return
    // Replaces the history entry: back from the application leads to where the clerk was before.
    const open = (id: string) => navigate({ screen: 'application', id }, { replace: true })
    create.mutate({ kind }, { onSuccess: ({ id }) => open(id) })
  }
  useShortcuts(
    ApplicationKind.options.map((kind, index) => ({
      keys: String(index + 1),
      label: kindNames[kind],
      group: 'Permohonan baru',
      run: () => begin(kind),
    })),
  )
  return (
    <Screen
      title="Permohonan baru"
      lead="Pilih jenisnya dengan angka. Jenis masih dapat diubah sebelum diajukan."
    >
      <FormProblem error={create.error} />
      <div className={styles.kinds}>
        {ApplicationKind.options.map((kind, index) => (
          <Button
            key={kind}
            className={styles.kind ?? ''}
            autoFocus={index === 0}
            onPress={() => begin(kind)}
            aria-keyshortcuts={String(index + 1)}
          >
            <KeyCap keys={String(index + 1)} />
            <span>
              <span className={styles.name}>{kindNames[kind]}</span>
              <span className={styles.what}>
                {[purposes[kind], requiredDocumentsText(reference.data?.rules, kind)]
                  .filter(Boolean)
                  .join(' ')}
              </span>
            </span>
          </Button>
        ))}
      </div>
      <p>
        <WordButton variant="quiet" shortcut="Esc" onPress={goBack}>
          Kembali
        </WordButton>
      </p>
    </Screen>
  )
}

/** `Berkas: KK, KTP.` */
function requiredDocumentsText(rules: ApplicationKindRule[] | undefined, kind: ApplicationKind): string {
  const needed = rules
    ?.find((rule) => rule.kind === kind)
    ?.documents.filter(({ minimumPages }) => minimumPages > 0)
    .map(({ document }) => documentNames[document])
  return needed && needed.length > 0 ? `Berkas: ${needed.join(', ')}.` : ''
}
