import type { Role } from '../../../shared/roles.ts'

/** Invented people of the office in which things are cut short. */
export const office = { code: '3271031001', name: 'Kelurahan Contoh' }
const roles: Role[] = ['petugas']
export const first = { username: 'rina', name: 'Rina Puspita', password: 'empat gelas kopi tubruk', roles }
export const second = { username: 'joko', name: 'Joko Wibowo', password: 'kereta malam ke timur', roles }
export const changed = { username: 'sari', name: 'Sari Dewi', roles }
export const newPassword = 'lima perahu ke seberang'
