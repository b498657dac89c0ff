import { Trash2 } from 'lucide-react'
import {
  ColourMode,
  type DeviceCapabilities,
  PaperSize,
  PaperSource,
  type ScannerDevice,
  type ScanProfile,
} from '../../shared/scanning.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './scanning.module.css'

const sourceNames: Record<PaperSource, string> = {
  flatbed: 'Kaca (flatbed)',
  feeder: 'Pengumpan (ADF)',
  'feeder-duplex': 'Pengumpan dua sisi',
}
const colourNames: Record<ColourMode, string> = { colour: 'Berwarna', grey: 'Abu-abu' }
const paperNames: Record<PaperSize, string> = { a4: 'A4', f4: 'F4 (folio)', a6: 'A6 (kartu di pojok kaca)' }
const usualResolutions = [150, 200, 300, 400, 600]

export type ScanProfileRowProps = {
  profile: ScanProfile
  /** Discovered scanners. */
  devices: readonly ScannerDevice[]
  /** Capabilities of the profile's scanner, once loaded. */
  capabilities: DeviceCapabilities | undefined
  onDevice: (device: ScannerDevice | null) => void
  onChange: (profile: ScanProfile) => void
  onRemove: () => void
}

/** One scan profile: name, scanner, and scan settings. */
export function ScanProfileRow(props: ScanProfileRowProps) {
  const { profile, devices, capabilities, onDevice, onChange, onRemove } = props
  const { device } = profile
  const known = device && !devices.some(isSame(device)) ? [device, ...devices] : devices
  const choose = (key: string) => {
    const chosen = known.find((candidate) => keyOf(candidate) === key) ?? null
    onDevice(chosen)
    onChange({ ...profile, device: chosen })
  }
  return (
    <>
      <TextField
        label="Nama profil"
        value={profile.name}
        onChange={(name) => onChange({ ...profile, name })}
        maxLength={60}
        findings={
          profile.name.trim() === '' ? [{ code: 'name', level: 'error', text: 'Tulis namanya.' }] : []
        }
      />
      <div className={styles.wide}>
        <SelectField
          label="Pemindai"
          value={device ? keyOf(device) : anyDevice}
          onChange={choose}
          options={[
            { code: anyDevice, label: 'Pemindai pertama yang ditemukan' },
            ...known.map((candidate) => ({ code: keyOf(candidate), label: candidate.name })),
          ]}
        />
      </div>
      <IconButton icon={Trash2} label={`Hapus profil ${profile.name}`} onPress={onRemove} />
      <SelectField
        label="Sumber kertas"
        value={profile.source}
        onChange={(code) => onChange({ ...profile, source: PaperSource.parse(code) })}
        options={availableChoices(PaperSource.options, capabilities?.sources, profile.source).map((code) => ({
          code,
          label: sourceNames[code],
        }))}
      />
      <SelectField
        label="Kerapatan"
        value={String(profile.resolution)}
        onChange={(code) => onChange({ ...profile, resolution: Number(code) })}
        options={availableChoices(usualResolutions, capabilities?.resolutions, profile.resolution).map(
          (dpi) => ({
            code: String(dpi),
            label: `${dpi} dpi`,
          }),
        )}
      />
      <SelectField
        label="Warna"
        value={profile.colourMode}
        onChange={(code) => onChange({ ...profile, colourMode: ColourMode.parse(code) })}
        options={availableChoices(ColourMode.options, capabilities?.colourModes, profile.colourMode).map(
          (code) => ({
            code,
            label: colourNames[code],
          }),
        )}
      />
      <SelectField
        label="Ukuran"
        value={profile.paper}
        onChange={(code) => onChange({ ...profile, paper: PaperSize.parse(code) })}
        options={PaperSize.options.map((code) => ({ code, label: paperNames[code] }))}
      />
    </>
  )
}

const anyDevice = 'any'
const keyOf = ({ route, address }: ScannerDevice): string => `${route} ${address}`
const isSame = (one: ScannerDevice) => (other: ScannerDevice) => keyOf(one) === keyOf(other)

/** The scanner's choices, or all; always including the chosen one, which may be from another scanner. */
function availableChoices<Choice extends string | number>(
  all: readonly Choice[],
  has: readonly Choice[] | undefined,
  chosen: Choice,
): Choice[] {
  const available = has?.length ? has : all
  return available.includes(chosen) ? [...available] : [...available, chosen]
}
