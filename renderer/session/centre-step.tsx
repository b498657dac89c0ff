import { centreServers } from '../../shared/centre-servers.ts'
import type { CentreSettings } from '../../shared/office.ts'
import { CentreFileButton } from '../lib/centre-file-button.tsx'
import { readCentreText } from '../lib/centre-text.ts'
import { FormTextArea } from '../lib/form-fields.tsx'
import { AuthLayout } from './auth-layout.tsx'
import styles from './centre-step.module.css'
import type { SetUpStepProps } from './office-step.tsx'
import wizard from './wizard.module.css'
import { WizardButtons } from './wizard-buttons.tsx'

/** How this office reaches the centre: from the file that Diskominfo hands over, or later in the settings. */
export function CentreStep({ form, onBack, onNext }: SetUpStepProps) {
  const text = form.watch('centre')
  const settings = readCentreText(text)
  return (
    <AuthLayout
      title="Sambungan ke pusat"
      step="Langkah 2 dari 4"
      lead="Diskominfo memberi setiap kantor satu berkas sambungan. Belum ada? Lewati: semua pekerjaan berjalan tanpa sambungan dan dikirim setelah sambungan diatur."
    >
      <form
        className={wizard.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          form.trigger('centre', { shouldFocus: true }).then((isRight) => isRight && onNext())
        }}
      >
        <FormTextArea
          control={form.control}
          name="centre"
          label="Isi berkas sambungan"
          labelHint="boleh kosong"
          rows={4}
          check={checkCentre}
          autoFocus
        />
        <div>
          <CentreFileButton onText={(read) => form.setValue('centre', read, { shouldValidate: true })} />
        </div>
        {settings && (
          <dl className={styles.facts}>
            <div>
              <dt>Server</dt>
              <dd>{serverNames(settings)}</dd>
            </div>
            <div>
              <dt>Pangkalan data</dt>
              <dd>{settings.database}</dd>
            </div>
            <div>
              <dt>Akun kantor</dt>
              <dd>{settings.user}</dd>
            </div>
          </dl>
        )}
        <WizardButtons next={text.trim() === '' ? 'Lewati, atur nanti' : 'Lanjut ke akun'} onBack={onBack} />
      </form>
    </AuthLayout>
  )
}

/** All servers that the office knows, as `db1.kota.go.id:3306, db2.kota.go.id:3306`. */
function serverNames({ host, port }: CentreSettings): string {
  const servers = centreServers(host, port) ?? []
  return servers.map((server) => `${server.host}:${server.port}`).join(', ')
}

function checkCentre(text: string): string | undefined {
  if (text.trim() === '' || readCentreText(text)) return undefined
  return 'Isi berkas ini bukan sambungan ke pusat. Salin seluruh isinya, dari { sampai }, atau pilih berkasnya.'
}
