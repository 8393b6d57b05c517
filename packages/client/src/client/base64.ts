// `String.fromCharCode` takes its characters as arguments, of which there may be too many.
const CHUNK = 8192

/** Encodes text as URL-safe base64 of its UTF-8, padded, as Snowplow's Python tracker does. */
export function encodeBase64(text: string): string {
  const bytes = new TextEncoder().encode(text)
  let binary = ''
  for (let start = 0; start < bytes.length; start += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK))
  }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_')
}
