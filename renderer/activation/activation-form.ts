/** Values to activate an office: the file and its passphrase. */
export interface ActivationForm {
  fileName: string
  /** The file's text; empty until one is chosen. */
  file: string
  passphrase: string
}

export const emptyActivation: ActivationForm = { fileName: '', file: '', passphrase: '' }
