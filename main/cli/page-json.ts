import { parseCardDate } from '../../shared/calendar.ts'
import type { KkField, KkMemberField, KtpField, PageReading, ReadValue } from '../../shared/reading.ts'

/** A value under the Indonesian name of its field. */
export interface JsonValue {
  value: string
  confidence: number
}
export type JsonFields = Record<string, JsonValue | Record<string, JsonValue>[]>

/** Fields that `npm run read` names, in the order of the card. What is not named is not given. */
const ktpNames: readonly (readonly [KtpField, string])[] = [
  ['nik', 'nik'],
  ['name', 'nama'],
  ['birthPlace', 'tempat_lahir'],
  ['birthDate', 'tanggal_lahir'],
  ['sex', 'jenis_kelamin'],
  ['bloodType', 'golongan_darah'],
  ['address', 'alamat'],
  ['rt', 'rt'],
  ['rw', 'rw'],
  ['village', 'kelurahan'],
  ['district', 'kecamatan'],
  ['religion', 'agama'],
  ['maritalStatus', 'status_perkawinan'],
  ['occupation', 'pekerjaan'],
  ['citizenship', 'kewarganegaraan'],
]
const kkNames: readonly (readonly [KkField, string])[] = [
  ['noKk', 'no_kk'],
  ['headName', 'kepala_keluarga'],
  ['address', 'alamat'],
  ['rt', 'rt'],
  ['rw', 'rw'],
  ['village', 'kelurahan'],
  ['district', 'kecamatan'],
  ['regency', 'kota'],
  ['province', 'provinsi'],
  ['postalCode', 'kode_pos'],
]
const memberNames: readonly (readonly [KkMemberField, string])[] = [
  ['name', 'nama'],
  ['nik', 'nik'],
  ['sex', 'jenis_kelamin'],
  ['birthPlace', 'tempat_lahir'],
  ['birthDate', 'tanggal_lahir'],
  ['religion', 'agama'],
  ['education', 'pendidikan'],
  ['occupation', 'pekerjaan'],
  ['bloodType', 'golongan_darah'],
  ['maritalStatus', 'status_perkawinan'],
  ['marriageDate', 'tanggal_perkawinan'],
  ['relationship', 'hubungan'],
  ['citizenship', 'kewarganegaraan'],
  ['passportNumber', 'no_paspor'],
  ['kitapNumber', 'no_kitap'],
  ['fatherName', 'nama_ayah'],
  ['motherName', 'nama_ibu'],
]

/** The fields of a page under their Indonesian names, dates as YYYY-MM-DD; none where it is no card. */
export function jsonFields(reading: PageReading): JsonFields {
  switch (reading.kind) {
    case 'ktp':
      return renameFields(ktpNames, reading.fields)
    case 'kk':
      return {
        ...renameFields(kkNames, reading.fields),
        anggota: reading.members.map(({ fields }) => renameFields(memberNames, fields)),
      }
    case 'other':
      return {}
  }
}

function renameFields<Field extends string>(
  names: readonly (readonly [Field, string])[],
  fields: Partial<Record<Field, ReadValue>>,
): Record<string, JsonValue> {
  return Object.fromEntries(
    names.flatMap(([field, name]) => {
      const read = fields[field]
      if (!read) return []
      const { value, confidence } = read
      const written = name.startsWith('tanggal_') ? (parseCardDate(value) ?? value) : value
      return [[name, { value: written, confidence }]]
    }),
  )
}
