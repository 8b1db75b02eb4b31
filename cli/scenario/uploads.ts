import { deflateSync } from 'node:zlib'

/** A real file of a page or a picture, as small as one can be. */
export function smallFile(type: string): File {
  const isPicture = type === 'photo'
  const [bytes, mime, ending] = isPicture ? [picture, 'image/jpeg', 'jpg'] : [page(type), 'application/pdf', 'pdf']
  return new File([new Uint8Array(bytes)], `${type}.${ending}`, { type: mime })
}

/** The body of one upload. */
export function uploadOf(type: string): FormData {
  const body = new FormData()
  body.set('type', type)
  body.set('file', smallFile(type))
  return body
}

/** One A4 page with one line, whose cross-reference table is right. */
function page(line: string): Buffer {
  const content = deflateSync(Buffer.from(`BT /F1 24 Tf 72 770 Td (${line.replace(/[^\w -]/g, ' ')}) Tj ET`))
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} /Filter /FlateDecode >>\nstream\n${content.toString('latin1')}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  const parts = ['%PDF-1.4\n', ...objects.map((body, index) => `${index + 1} 0 obj\n${body}\nendobj\n`)]
  const offsets = objects.map((_, index) => parts.slice(0, index + 1).reduce((sum, part) => sum + part.length, 0))
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const start = parts.reduce((sum, part) => sum + part.length, 0)
  const end = `xref\n0 6\n0000000000 65535 f \n${entries}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(parts.join('') + end, 'latin1')
}

/** One grey pixel. */
const picture = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=',
  'base64',
)
