/** Something that was found out, or why it was not. */
export type Fact<T> = { readonly value: T } | { readonly unknown: string };
