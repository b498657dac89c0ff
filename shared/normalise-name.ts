/** Cards print upper case with single spaces; so do we, whatever was typed. */
export const normaliseName = (typed: string): string => typed.trim().replace(/\s+/g, ' ').toUpperCase()
