/** `zg/manifest.json`: where the built modules lie. Paths are relative to the manifest. */
export interface Manifest {
  /** Module worker in which cells run. */
  readonly worker: string;
  /** Module that exports `makeEditor`. */
  readonly editor: string;
  /** What a cell can import: specifier → module. */
  readonly packages: Readonly<Record<string, string>>;
  /** Checks of exercises: `chapter/id` → module. */
  readonly exercises: Readonly<Record<string, string>>;
  /** Interactive pieces: name → module that defines the element `<zg-NAME>`. */
  readonly widgets: Readonly<Record<string, string>>;
  /** What the home page's demo runs: its worker, and the names it learns. */
  readonly demo?: { readonly worker: string; readonly names: string };
  /** All chapters, in the order of the course: an exercise may import its own and earlier ones. */
  readonly chapters?: readonly string[];
  /** Version of each package: name → version. */
  readonly versions: Readonly<Record<string, string>>;
}
