/** The newest Astro Runtime that this package was tried with: what a new `AstroProject` starts from ("Astro Runtime release notes"). */
export const NEWEST_RUNTIME = '3.3-8';
