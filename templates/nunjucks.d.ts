/** The part of nunjucks that we use; the package brings no types and none are installed for it. */
declare module 'nunjucks' {
  interface EnvironmentOptions {
    readonly autoescape?: boolean
    readonly throwOnUndefined?: boolean
    readonly trimBlocks?: boolean
    readonly lstripBlocks?: boolean
    readonly noCache?: boolean
  }
  interface Loader {
    readonly async?: boolean
  }
  interface SafeString {
    readonly length: number
  }
  interface Environment {
    render(name: string, context: object): string
    addFilter(name: string, filter: (...values: readonly never[]) => unknown): Environment
    addGlobal(name: string, value: unknown): Environment
  }
  const nunjucks: {
    readonly Environment: new (loaders: Loader | readonly Loader[], options?: EnvironmentOptions) => Environment
    readonly FileSystemLoader: new (
      folders: string | readonly string[],
      options?: { readonly noCache?: boolean },
    ) => Loader
    readonly runtime: { readonly SafeString: new (text: string) => SafeString }
  }
  export = nunjucks
}
