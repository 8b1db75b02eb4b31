/** Bytes kept free for the seal (a P12 chain with a 4096-bit key takes about 5,000). */
const sealBytes = 8_192

/** Filled in by the sealing; as long as any offset it may become. */
const offset = '**********'

const inShanghai = (day: string): Date => new Date(`${day}T00:00:00+08:00`)

/** The instant that stands inside the file: the beginning of the local day of issue. */
export const fileDate = inShanghai

/**
 * Hangs an empty, invisible signature field into the document before it is written for the first time: added later, the
 * seal would be a second revision, and the file would no longer be PDF/A-2a and PDF/UA-1 as issued.
 */
export function addSignatureField(pdf: PDFKit.PDFDocument, name: string, issuedOn: string): void {
  const signature = pdf.ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, offset, offset, offset],
    Contents: Buffer.alloc(sealBytes),
    M: inShanghai(issuedOn),
    Name: new String(name),
  })
  const widget = pdf.ref({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: new String('seal'),
    TU: new String(name),
    V: signature,
    F: 132, // printed, locked
    Rect: [0, 0, 0, 0],
    P: pdf.page.dictionary,
  })
  pdf.page.annotations.push(widget)
  pdf.initForm()
  const form = pdf._root.data.AcroForm.data
  form.Fields.push(widget)
  form['SigFlags'] = 3 // signatures exist; only ever append
  delete form['NeedAppearances']
  signature.end(undefined)
  widget.end(undefined)
}

/** Says in the file's metadata that it is PDF/UA-1 as well, and, as PDF/A demands of a foreign schema, what that means. */
export const accessibleToo = `
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of the PDF/UA standard the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
`
