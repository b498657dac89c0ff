/**
 * Headings of the picture's keys in the `?` list. Single keys work while nobody types; with Alt the same tools are
 * at hand from inside a field, so that the eye can wander over the card while the hands stay where they are.
 */
export const pictureGroup = 'Gambar'
export const pictureGroupWhileTyping = 'Gambar, juga saat mengetik'
