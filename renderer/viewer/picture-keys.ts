/**
 * Headings of the viewer's keys in the `?` list. Single keys work outside of fields; with Alt the same tools
 * work while typing.
 */
export const pictureGroup = 'Gambar'
export const pictureGroupWhileTyping = 'Gambar, juga saat mengetik'
