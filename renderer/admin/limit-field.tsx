import { useState } from 'react'
import { TextField } from '../ui/text-field.tsx'
import styles from './scanning.module.css'

export type LimitFieldProps = {
  /** `Di atas` or `Di bawah`; row and column of the table say which limit. */
  label: string
  value: number
  onChange: (value: number) => void
}

/** Number field with a decimal comma; invalid text gets a finding and does not change the value. */
export function LimitField({ label, value, onChange }: LimitFieldProps) {
  const [text, setText] = useState(formatNumber(value))
  const type = (typed: string) => {
    setText(typed)
    const number = parseNumber(typed)
    if (number !== undefined) onChange(number)
  }
  return (
    <div className={styles.limit}>
      <TextField
        label={label}
        value={text}
        onChange={type}
        onBlur={() => parseNumber(text) === undefined && setText(formatNumber(value))}
        maxLength={8}
        findings={
          parseNumber(text) === undefined ? [{ code: 'number', level: 'error', text: 'Tulis angka.' }] : []
        }
      />
    </div>
  )
}

const formatNumber = (value: number): string => String(value).replace('.', ',')

/** Parses a number of at least 0; undefined otherwise. */
function parseNumber(text: string): number | undefined {
  return /^\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : undefined
}
