/** What the journal's codes mean to a person who reads it. */
const names: Readonly<Record<string, string>> = {
  'session.set-up': 'Menyiapkan kantor',
  'session.sign-in': 'Masuk',
  'accounts.create': 'Membuat akun',
  'accounts.change': 'Mengubah akun',
  'session.recover': 'Masuk dengan kunci pemulihan',
  'session.change-password': 'Mengganti kata sandi sendiri',
  'accounts.set-password': 'Mengganti kata sandi orang lain',
  'applications.create': 'Membuat permohonan',
  'applications.save': 'Menyimpan isian',
  'applications.submit': 'Mengajukan',
  'applications.cancel': 'Membatalkan permohonan',
  'pages.add': 'Menambah halaman',
  'pages.describe': 'Menandai halaman',
  'pages.turn': 'Memutar halaman',
  'pages.remove': 'Menghapus halaman',
  'pages.restore': 'Mengembalikan halaman',
  'verification.decide': 'Memutus',
  'verification.take-back': 'Mengurungkan keputusan',
  'verification.sign': 'Menandatangani keputusan',
  'sync.retry': 'Mengantrekan lagi ke pusat',
  'office.change-settings': 'Mengubah pengaturan kantor',
  'office.change-rules': 'Mengubah berkas wajib',
  'office.change-centre': 'Mengubah sambungan pusat',
  'backups.create': 'Membuat cadangan',
  'backups.restore': 'Memulihkan cadangan',
  view: 'Melihat permohonan',
  search: 'Mencari',
  scan: 'Melihat pindaian',
}

/** The words for an action; a code of a newer version stands for itself. */
export function actionName(action: string): string {
  return names[action] ?? action
}
