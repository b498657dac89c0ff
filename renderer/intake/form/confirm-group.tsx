import { CheckCheck } from 'lucide-react'
import { useState } from 'react'
import { codeTables } from '../../../shared/autofill/form-values.ts'
import { groupedDigits } from '../../../shared/display.ts'
import { type FieldPath, findValue, placeParts } from '../../../shared/field-path.ts'
import { documentNames } from '../../../shared/form.ts'
import { findLabel } from '../../../shared/reference/code-table.ts'
import { Button } from '../../ui/button.tsx'
import {
  confidentFields,
  confirmPlaces,
  findPiece,
  focusNextOpenField,
  lookPlace,
} from '../draft/confirming.ts'
import { useCanType, useWork, useWorkState } from '../draft/draft-context.ts'
import { fieldLabel } from '../draft/field-labels.ts'
import { sameItems } from '../draft/store.ts'
import styles from './confirm-group.module.css'
import { Piece } from './scan-strip.tsx'
import { useLookedAt } from './show-in-viewer.ts'

/** CSS px of the print in the pieces that are compared side by side. */
const comparedPrint = 18

/**
 * What was surely read of a member, or of the family (null): each value under its piece of the scan, so that one
 * look compares them all and one Enter confirms them. What is not sure is not among them.
 */
export function ConfirmGroup({ memberId }: { memberId: string | null }) {
  const work = useWork()
  const canType = useCanType()
  const [hasFocus, setFocus] = useState(false)
  const places = useWorkState((state) => confidentFields(state, memberId), sameItems)
  useLookedAt(places, hasFocus)
  if (!canType || places.length === 0) return null
  const confirm = () => {
    confirmPlaces(work, places)
    if (confidentFields(work.store.get(), memberId).length === 0)
      focusNextOpenField(work, lookPlace(memberId))
  }
  return (
    <fieldset
      className={styles.look}
      aria-label="Terbaca mesin"
      data-place={lookPlace(memberId)}
      onFocus={() => setFocus(true)}
      onBlur={() => setFocus(false)}
    >
      <dl className={styles.values}>
        {places.map((place) => (
          <ComparedValue key={place} place={place} />
        ))}
      </dl>
      <div className={styles.confirm}>
        <Button variant="primary" size="small" icon={CheckCheck} onPress={confirm}>
          {`Semua ${places.length} sama`}
        </Button>
        <span className={styles.keys}>Enter bila sama; Tab ke isian yang berbeda.</span>
      </div>
    </fieldset>
  )
}

function ComparedValue({ place }: { place: FieldPath }) {
  const work = useWork()
  const { memberId, field } = placeParts(place)
  const value = useWorkState((state) => findValue(state.form, place) ?? '')
  const piece = useWorkState((state) => findPiece(state, place))
  const page = useWorkState((state) => state.pages.find(({ id }) => id === piece?.pageId))
  return (
    <div className={styles.value} data-of={place}>
      <dt className={styles.label}>
        {fieldLabel(memberId, field)}
        {piece && ` · ${documentNames[piece.document]}`}
      </dt>
      <dd>
        {piece && page && <Piece page={page} piece={piece} printHeight={comparedPrint} />}
        <span className={isNumber(field) ? styles.number : undefined}>
          {inWords(field, value, work.reference.villages)}
        </span>
      </dd>
    </div>
  )
}

const isNumber = (field: string): boolean => field === 'nik' || field === 'noKk'

function inWords(field: string, value: string, villages: readonly { code: string; name: string }[]): string {
  if (isNumber(field)) return groupedDigits(value)
  if (field === 'village') return villages.find(({ code }) => code === value)?.name ?? value
  const table = codeTables[field]
  return table ? (findLabel(table, value) ?? value) : value
}
