import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'

const folder = fileURLToPath(new URL('../../templates/pages', import.meta.url))

/** Draws a page from its template. */
export type Views = { readonly render: (name: string, context: object) => string }

/** The templates of all pages; what people typed is always escaped. */
export function createViews(): Views {
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(folder, { noCache: false }), {
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
  })
  return { render: (name, context) => environment.render(`${name}.njk`, context) }
}
