import { readFileSync } from 'node:fs';
import { slug } from 'github-slugger';
import { defineConfig } from 'vitepress';

// Written by build.ts, together with the pages.
const { repository, base, sidebar } = JSON.parse(readFileSync(new URL('../.pages/site.json', import.meta.url), 'utf-8'));
const [, owner] = new URL(repository).pathname.split('/');

export default defineConfig({
  title: 'projen-astro-airflow',
  description: 'Your own cloud credentials and any secrets backend in a local Airflow, declared in projen.',
  lang: 'en',
  srcDir: '.pages',
  outDir: 'dist',
  base,
  cleanUrls: true,
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}icon.svg` }]],
  sitemap: { hostname: `https://${owner}.github.io${base}` },
  markdown: {
    // Links to headings are written for GitHub.
    anchor: { slugify: slug },
    config: (md) => {
      const fence = md.renderer.rules.fence!;
      md.renderer.rules.fence = (tokens, index, ...rest) =>
        tokens[index].info.trim() === 'mermaid' ? `<MermaidDiagram code="${encodeURIComponent(tokens[index].content)}" />\n` : fence(tokens, index, ...rest);
    },
  },
  // Some pages are long, and all of mermaid is in a file of its own that only pages with diagrams load.
  vite: { build: { chunkSizeWarningLimit: 4000 } },
  themeConfig: {
    nav: [
      { text: 'Quick start', link: '/#quick-start' },
      { text: 'Troubleshooting', link: '/troubleshooting' },
      { text: 'API', link: '/api/' },
    ],
    sidebar,
    outline: [2, 3],
    search: { provider: 'local', options: { miniSearch: { searchOptions: { combineWith: 'AND' } } } },
    socialLinks: [{ icon: 'github', link: repository }],
    editLink: { pattern: ({ frontmatter }) => frontmatter.edit, text: 'Edit this page on GitHub' },
  },
});
