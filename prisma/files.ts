import { fileURLToPath } from 'node:url'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import { S3Driver } from 'flydrive/drivers/s3'

/** Files by key; what lies there is sealed already. */
export type Files = {
  put(key: string, bytes: Uint8Array): Promise<void>
  get(key: string): Promise<Uint8Array>
  remove(key: string): Promise<void>
}

/** `file:///folder` or `s3://key:secret@host:port/bucket?region=…&tls=0`. */
export function createFiles(storageUrl: string): Files {
  const disk = new Disk(driverOf(new URL(storageUrl)))
  return {
    put: (key, bytes) => disk.put(key, bytes),
    get: (key) => disk.getBytes(key),
    remove: (key) => disk.delete(key),
  }
}

function driverOf(url: URL): FSDriver | S3Driver {
  if (url.protocol === 'file:') return new FSDriver({ location: fileURLToPath(url), visibility: 'private' })
  const scheme = url.searchParams.get('tls') === '0' ? 'http' : 'https'
  return new S3Driver({
    credentials: { accessKeyId: decodeURIComponent(url.username), secretAccessKey: decodeURIComponent(url.password) },
    endpoint: `${scheme}://${url.host}`,
    region: url.searchParams.get('region') ?? 'auto',
    bucket: url.pathname.slice(1),
    forcePathStyle: true,
    supportsACL: false,
    visibility: 'private',
  })
}
