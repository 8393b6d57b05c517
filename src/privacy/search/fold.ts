/** Letters that Unicode does not take apart. */
const PLAIN: Readonly<Record<string, string>> = {
  ...{ æ: 'ae', ð: 'd', đ: 'd', ı: 'i', ł: 'l', œ: 'oe', ø: 'o', ß: 'ss', þ: 'th' },
}

/** Returns a text in small letters without diacritics: `jose` for `José`. */
export function fold(text: string): string {
  const small = text.toLowerCase()
  if (!/[^\p{ASCII}]/u.test(small)) return small
  return small
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize()
    .replace(/[æðđıłœøßþ]/g, (letter) => PLAIN[letter] ?? letter)
}
