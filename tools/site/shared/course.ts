/** `course.json`: the course as home, overview and progress pages list it. Links have no base in front. */
export interface Course {
  readonly chapters: readonly Chapter[];
}

/** A chapter of `chapters.json`, built or not. */
export interface Chapter {
  /** Such as `linalg`. */
  readonly name: string;
  /** Place in the course, from 1. */
  readonly number: number;
  /** Such as `Math and NumPy's arrays`. */
  readonly title: string;
  /** One sentence: what you can do after it. */
  readonly promise: string;
  /** `taught`: it has lessons; `library`: only the package is there so far; `planned`: not yet. */
  readonly state: 'taught' | 'library' | 'planned';
  readonly version?: string;
  /** Overview page, such as `/learn/linalg/`. */
  readonly link?: string;
  readonly lessons: readonly { readonly title: string; readonly link: string; readonly name: string }[];
  readonly exercises: readonly {
    readonly id: string;
    readonly title: string;
    readonly minutes: number;
    readonly link: string;
    /** The lesson that holds it, where one does. */
    readonly lesson?: string;
  }[];
}
