import { useForm } from 'react-hook-form'
import { BandwidthLimit } from '../../shared/bandwidth-limit.ts'
import { FormProblem } from '../api/form-problem.tsx'
import { useCallMutation, useCallQuery } from '../api/queries.ts'
import { FormText } from '../lib/form-fields.tsx'
import { Button } from '../ui/button.tsx'
import { useToast } from '../ui/toasts.tsx'
import styles from './admin.module.css'
import { lineLimitSentence, readHour, readMegabits, writtenMegabits } from './bandwidth-limit-text.ts'

/** How much of the office's internet scans may take, and when; records are small and always go at once. */
export function LineLimitSection() {
  const stored = useCallQuery('sync.bandwidth-limit', {})
  return stored.data ? <LineLimitForm key={JSON.stringify(stored.data)} limit={stored.data.limit} /> : null
}

function LineLimitForm({ limit }: { limit: BandwidthLimit | null }) {
  const change = useCallMutation('sync.change-bandwidth-limit')
  const showToast = useToast()
  const form = useForm({
    defaultValues: {
      megabits: limit ? writtenMegabits(limit.kilobitsPerSecond) : '1',
      from: (limit?.from ?? '08:00').replace(':', '.'),
      to: (limit?.to ?? '15:00').replace(':', '.'),
    },
  })
  const set = (next: BandwidthLimit | null) =>
    change.mutate({ limit: next }, { onSuccess: () => showToast({ text: lineLimitSentence(next) }) })
  const save = form.handleSubmit(({ megabits, from, to }) => {
    const next = BandwidthLimit.safeParse({
      kilobitsPerSecond: readMegabits(megabits),
      from: readHour(from),
      to: readHour(to),
    })
    if (next.success) set(next.data)
  })
  return (
    <form className={styles.form} noValidate onSubmit={save}>
      <p>{lineLimitSentence(limit)}</p>
      <FormText
        control={form.control}
        name="megabits"
        label="Paling banyak (Mbps)"
        check={(value) => (readMegabits(value) ? undefined : 'Tulis angka dari 0,064 sampai 1000. Contoh: 1')}
      />
      <FormText control={form.control} name="from" label="Dari pukul" check={checkHour} />
      <FormText
        control={form.control}
        name="to"
        label="Sampai pukul"
        labelHint="sama dengan awalnya: sepanjang hari"
        check={checkHour}
      />
      <FormProblem error={change.error} />
      <div className={styles.buttons}>
        <Button variant="primary" type="submit" isPending={change.isPending}>
          Simpan batas
        </Button>
        {limit && (
          <Button onPress={() => set(null)} isPending={change.isPending}>
            Tanpa batas
          </Button>
        )}
      </div>
    </form>
  )
}

const checkHour = (value: string) =>
  readHour(value) === undefined ? 'Tulis jam dan menit, 00.00 sampai 23.59. Contoh: 08.00' : undefined
