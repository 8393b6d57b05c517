// `String.fromCharCode` takes its characters as arguments, of which there may be too many.
const CHUNK = 8192

/** Encodes bytes as URL-safe base64 with padding, as Snowplow's Python tracker does. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let start = 0; start < bytes.length; start += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK))
  }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_')
}
