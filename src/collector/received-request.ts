import type { DecodedCall } from './decode-call.ts'
import type { ReceivedRequest } from './micro/index.ts'
import { isAnonymous, type NetworkUser, TELLING_HEADERS } from './network-user.ts'
import { VENDOR_PATH } from './paths.ts'

/** Makes the part of a request that its entries show. */
export function receivedRequest(
  { request: { headers }, peer: { rawHeaders }, namespace, path, query }: DecodedCall,
  { id, ipAddress }: Pick<NetworkUser, 'id' | 'ipAddress'>,
  time: number,
): ReceivedRequest {
  const [, vendor = 'com.snowplowanalytics.snowplow', version = 'tp1'] =
    VENDOR_PATH.exec(path) ?? []
  const hidden = isAnonymous(headers) ? TELLING_HEADERS : []
  return {
    namespace,
    vendor,
    version,
    query,
    time,
    hostname: headers.get('host')?.replace(/:\d+$/, '') ?? '',
    ipAddress,
    networkUserId: id,
    headers: rawHeaders.flatMap((name, index) =>
      index % 2 === 0 && !hidden.includes(name.toLowerCase())
        ? [`${name}: ${rawHeaders[index + 1]}`]
        : [],
    ),
    contentType: headers.get('content-type'),
    userAgent: headers.get('user-agent'),
    referer: headers.get('referer'),
  }
}
