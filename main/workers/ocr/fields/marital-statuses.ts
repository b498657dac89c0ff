/** Four marital states on the KTP, and on a KK from before Permendagri 118/2017 (domain.md section 2). */
export const olderMaritalStatuses = ['BELUM KAWIN', 'KAWIN', 'CERAI HIDUP', 'CERAI MATI']
