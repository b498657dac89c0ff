/** The lines of a KTP-el under their printed labels, in the order of the card (UU 24/2013). */
export const ktpLines = [
  { line: 'nik', label: 'NIK' },
  { line: 'name', label: 'Nama' },
  { line: 'birth', label: 'Tempat/Tgl Lahir' },
  { line: 'sex', label: 'Jenis Kelamin' },
  { line: 'bloodType', label: 'Gol. Darah' },
  { line: 'address', label: 'Alamat' },
  { line: 'rtRw', label: 'RT/RW' },
  { line: 'village', label: 'Kel/Desa' },
  { line: 'district', label: 'Kecamatan' },
  { line: 'religion', label: 'Agama' },
  { line: 'maritalStatus', label: 'Status Perkawinan' },
  { line: 'occupation', label: 'Pekerjaan' },
  { line: 'citizenship', label: 'Kewarganegaraan' },
  { line: 'validity', label: 'Berlaku Hingga' },
] as const

export type KtpLine = (typeof ktpLines)[number]['line']
