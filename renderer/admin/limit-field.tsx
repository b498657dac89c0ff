import { useState } from 'react'
import { TextField } from '../ui/text-field.tsx'
import styles from './scanning.module.css'

export type LimitFieldProps = {
  /** On which side of the number the limit is passed; row and column of the table say which limit. */
  label: string
  value: number
  onChange: (value: number) => void
}

/** A number as Indonesians write it, 0,27; what is none is said and not taken over. */
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

/** Undefined for what is no number of at least 0. */
function parseNumber(text: string): number | undefined {
  return /^\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : undefined
}
