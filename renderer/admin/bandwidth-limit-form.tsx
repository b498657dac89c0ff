import { useForm } from 'react-hook-form'
import { BandwidthLimit } from '../../shared/bandwidth-limit.ts'
import { FormProblem } from '../api/form-problem.tsx'
import { useCallMutation, useCallQuery } from '../api/queries.ts'
import { FormText } from '../lib/form-fields.tsx'
import { Button } from '../ui/button.tsx'
import { useToast } from '../ui/toasts.tsx'
import styles from './admin.module.css'
import {
  bandwidthLimitSentence,
  formatMegabits,
  parseMegabits,
  parseTimeOfDay,
} from './bandwidth-limit-text.ts'

/** Bandwidth limit for uploading scans, by time of day; records are small and never limited. */
export function BandwidthLimitSection() {
  const stored = useCallQuery('sync.bandwidth-limit', {})
  return stored.data ? (
    <BandwidthLimitForm key={JSON.stringify(stored.data)} limit={stored.data.limit} />
  ) : null
}

function BandwidthLimitForm({ limit }: { limit: BandwidthLimit | null }) {
  const change = useCallMutation('sync.change-bandwidth-limit')
  const showToast = useToast()
  const form = useForm({
    defaultValues: {
      megabits: limit ? formatMegabits(limit.kilobitsPerSecond) : '1',
      from: (limit?.from ?? '08:00').replace(':', '.'),
      to: (limit?.to ?? '15:00').replace(':', '.'),
    },
  })
  const set = (next: BandwidthLimit | null) =>
    change.mutate({ limit: next }, { onSuccess: () => showToast({ text: bandwidthLimitSentence(next) }) })
  const save = form.handleSubmit(({ megabits, from, to }) => {
    const next = BandwidthLimit.safeParse({
      kilobitsPerSecond: parseMegabits(megabits),
      from: parseTimeOfDay(from),
      to: parseTimeOfDay(to),
    })
    if (next.success) set(next.data)
  })
  return (
    <form className={styles.form} noValidate onSubmit={save}>
      <p>{bandwidthLimitSentence(limit)}</p>
      <FormText
        control={form.control}
        name="megabits"
        label="Paling banyak (Mbps)"
        check={(value) =>
          parseMegabits(value) ? undefined : 'Tulis angka dari 0,064 sampai 1000. Contoh: 1'
        }
      />
      <FormText control={form.control} name="from" label="Dari pukul" check={checkTimeOfDay} />
      <FormText
        control={form.control}
        name="to"
        label="Sampai pukul"
        labelHint="sama dengan awalnya: sepanjang hari"
        check={checkTimeOfDay}
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

const checkTimeOfDay = (value: string) =>
  parseTimeOfDay(value) === undefined ? 'Tulis jam dan menit, 00.00 sampai 23.59. Contoh: 08.00' : undefined
