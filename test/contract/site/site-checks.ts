import * as assert from 'node:assert';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Browser, Page } from './chromium';
import { CUT_LABELS, FACTS, SHOWN_TABS, TOO_PALE } from './in-page';
import { serve } from './serve';
import { redirectPage } from '../../../site/generate/published';
import type { RowRun } from '../row';

/** What the build of the site says of it. */
export interface SiteFacts {
  readonly base: string;
  readonly repository: string;
}

interface Place extends SiteFacts {
  /** The address of the start page. */
  readonly address: string;
  /** The folder of the repository. */
  readonly root: string;
  readonly dist: string;
  readonly screenshots: string;
}

interface PageFacts {
  readonly links: ReadonlyArray<{ readonly href: string; readonly text: string }>;
  readonly ids: readonly string[];
  /** Pictures that did not load. */
  readonly images: readonly string[];
  readonly width: number;
  readonly wide: readonly string[];
}

interface Group {
  readonly titles: readonly string[];
  readonly shown: string;
  readonly blocks: readonly string[];
}

const PHONE = { width: 360, height: 740 };
const DESKTOP = { width: 1280, height: 900 };

/** Pages that are shown to whoever looks at the output; the last one as on a phone. */
const SHOWN: ReadonlyArray<readonly [address: string, size: typeof PHONE]> = [['', DESKTOP], ['credentials', DESKTOP], ['troubleshooting', DESKTOP], ['api/AwsCredentials', DESKTOP], ['python', DESKTOP], ['', PHONE]];

/** What can be seen of the site in a browser. */
export class SiteChecks {
  /** Requests that leave the page, and what the console printed as an error, with the page. */
  private readonly loud: string[] = [];
  private crawled: Promise<ReadonlyMap<string, PageFacts>> | undefined;

  public constructor(private readonly browser: Browser, private readonly place: Place) {}

  public async links(): Promise<void> {
    const pages = await this.crawl();
    const broken = [...pages].flatMap(([page, { links, images }]) => [...images.map((image) => `${page}: the picture ${image} does not load`), ...links.filter(({ href }) => href.startsWith(this.place.address)).flatMap(({ href, text }) => {
      const { pathname, hash } = new URL(href);
      const target = pages.get(this.nameOf(pathname));
      if (target === undefined) {
        return [`${page}: "${text}" leads to ${pathname}, which is not there`];
      }
      return hash === '' || target.ids.includes(decodeURIComponent(hash.slice(1))) ? [] : [`${page}: "${text}" leads to ${href.slice(this.place.address.length)}, and that page has no such anchor`];
    })]);
    assert.deepStrictEqual([...new Set(broken)], []);
    const outside = [...pages].flatMap(([page, { links }]) => links.filter(({ href }) => href.startsWith(new URL(this.place.address).origin) && !href.startsWith(this.place.address)).map(({ href }) => `${page}: ${href}`));
    assert.deepStrictEqual(outside, [], 'links leave the site for another folder of its server');
    // Whatever has no link to it cannot be found by a crawl.
    const built = fs.readdirSync(this.place.dist, { recursive: true, encoding: 'utf-8' }).filter((file) => file.endsWith('.html') && file !== '404.html').map((file) => this.nameOf(`${this.place.base}${file.split(path.sep).join('/').replace(/(^|\/)index\.html$/, '$1').replace(/\.html$/, '')}`));
    const moved = built.filter((name) => fs.readFileSync(path.join(this.place.dist, `${name.endsWith('/') || name === '' ? `${name}index` : name}.html`), 'utf-8').includes('http-equiv="refresh"'));
    assert.deepStrictEqual(built.filter((name) => !moved.includes(name) && !pages.has(name)), [], 'no link leads to these pages');
  }

  public async repositoryLinks(): Promise<void> {
    const { repository, root } = this.place;
    const paths = [...(await this.crawl()).values()].flatMap(({ links }) => links).flatMap(({ href }) => (href.startsWith(`${repository}/`) ? [/\/(?:blob|tree|edit)\/main\/([^#]*)/.exec(href)?.[1] ?? href] : []));
    assert.ok(paths.length > 0);
    assert.deepStrictEqual([...new Set(paths)].filter((name) => !fs.existsSync(path.join(root, decodeURIComponent(name)))), []);
  }

  public async widths(): Promise<void> {
    const wide = [...await this.crawl()].filter(([, { width }]) => width > PHONE.width).map(([page, { width, wide: parts }]) => `${page}: ${width} pixels: ${parts.join(' ')}`);
    assert.deepStrictEqual(wide, []);
  }

  public async search(): Promise<void> {
    const page = await this.open('', DESKTOP);
    await page.click('.DocSearch-Button');
    await page.fill('#localsearch-input', 'uid 50000');
    await page.waitForSelector('.VPLocalSearchBox .result');
    const results = await page.evaluate<string[]>("[...document.querySelectorAll('.VPLocalSearchBox .result')].map((result) => result.href)");
    assert.ok(results.some((href) => /troubleshooting|credentials/.test(href)), results.join(' '));
    await page.click('.VPLocalSearchBox .result');
    await page.waitForFunction("document.querySelector('.VPLocalSearchBox') === null && /50000/.test(document.querySelector('.vp-doc').textContent)");
    await page.close();
  }

  public async tabs(): Promise<void> {
    const page = await this.open('', DESKTOP);
    const groups = await page.evaluate<Group[]>(SHOWN_TABS);
    assert.ok(groups.length > 1, 'the start page has no two groups of tabs');
    const family = ['TypeScript', 'JavaScript'];
    for (const title of ['JavaScript', 'TypeScript', 'JavaScript']) {
      await page.evaluate(`[...document.querySelectorAll('.vp-code-group .tabs label')].filter((label) => label.textContent === ${JSON.stringify(title)}).at(-1).click()`);
      const after = (await page.evaluate<Group[]>(SHOWN_TABS)).filter(({ titles }) => family.every((one) => titles.includes(one)));
      assert.deepStrictEqual([...new Set(after.map(({ shown }) => shown))], [title]);
      assert.deepStrictEqual([...new Set(after.flatMap(({ blocks }) => blocks))], [title === 'JavaScript' ? 'js' : 'ts']);
      assert.ok(after.every(({ blocks }) => blocks.length === 1), 'a group shows one block');
    }
    // By a link within the site, and by a page that is loaded anew.
    await page.evaluate("document.querySelector('.VPSidebar a[href$=\"/credentials\"]').click()");
    await page.waitForFunction("location.pathname.endsWith('/credentials') && document.querySelectorAll('.vp-code-group').length > 0");
    await page.waitForFunction(`(${SHOWN_TABS})[0].shown === 'JavaScript'`);
    await page.goto(`${this.place.address}guide`, { waitUntil: 'load' });
    await page.waitForFunction(`(${SHOWN_TABS})[0]?.shown === 'JavaScript'`);
    await page.close();
  }

  public async diagrams(): Promise<void> {
    const folder = path.join(this.place.root, 'site', '.pages');
    const counts = fs.readdirSync(folder, { recursive: true, encoding: 'utf-8' }).filter((file) => file.endsWith('.md')).map((file) => [file, fs.readFileSync(path.join(folder, file), 'utf-8').split('```mermaid').length - 1] as const).filter(([, count]) => count > 0);
    assert.ok(counts.length > 0, 'no page has a diagram');
    const drawn = "[...document.querySelectorAll('.diagram')].every((diagram) => diagram.querySelector('svg g') !== null)";
    for (const [file, count] of counts) {
      const page = await this.open(file.replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, ''), DESKTOP);
      await page.waitForFunction(drawn, undefined, { timeout: 60_000 });
      const light = await page.evaluate<string[]>("[...document.querySelectorAll('.diagram')].map(({ innerHTML }) => innerHTML)");
      assert.strictEqual(light.length, count, file);
      const ids = light.map((diagram) => /id="(diagram-[^"]*)"/.exec(diagram)![1]);
      await page.evaluate("document.querySelector('.VPSwitchAppearance').click()");
      await page.waitForFunction(`${drawn} && ${JSON.stringify(ids)}.every((id) => document.getElementById(id) === null)`, undefined, { timeout: 60_000 });
      assert.deepStrictEqual(light.filter((diagram) => diagram.includes('Syntax error')), [], file);
      assert.deepStrictEqual(await page.evaluate<string[]>(CUT_LABELS), [], file);
      await page.close();
    }
  }

  public async colors(): Promise<void> {
    for (const address of ['', 'credentials', 'troubleshooting', 'api/AwsCredentials']) {
      for (const colorScheme of ['dark', 'light'] as const) {
        const page = await this.open(address, DESKTOP, colorScheme);
        const { dark, back, pale } = await page.evaluate<{ dark: boolean; back: number; pale: string[] }>(TOO_PALE);
        assert.deepStrictEqual({ dark, isDark: back < 0.2 }, { dark: colorScheme === 'dark', isDark: colorScheme === 'dark' });
        assert.deepStrictEqual(pale, [], `${address}, ${colorScheme}`);
        await page.close();
      }
    }
  }

  /** A page as the build writes it for an address that has moved, in a site of its own. */
  public async redirects(run: RowRun): Promise<void> {
    const folder = path.join(run.work, 'moved');
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, 'old.html'), redirectPage('/base/new'));
    fs.writeFileSync(path.join(folder, 'new.html'), '<!DOCTYPE html><title>New</title><link rel="icon" href="data:,">');
    fs.writeFileSync(path.join(folder, '404.html'), '');
    const address = await serve(run, folder, '/base/');
    const page = await this.browser.newPage();
    await page.goto(`${address}old#part`);
    await page.waitForFunction("document.title === 'New'");
    assert.strictEqual(page.url(), `${address}new#part`);
    await page.close();
  }

  public async screenshots(): Promise<void> {
    fs.mkdirSync(this.place.screenshots, { recursive: true });
    for (const [address, size] of SHOWN) {
      for (const colorScheme of size === PHONE ? ['light'] as const : ['light', 'dark'] as const) {
        const page = await this.open(address, size, colorScheme);
        const name = `${address.replace('/', '-') || 'home'}-${size === PHONE ? 'phone' : 'desktop'}-${colorScheme}.png`;
        await page.screenshot({ path: path.join(this.place.screenshots, name) });
        await page.close();
      }
    }
  }

  public quiet(): void {
    assert.deepStrictEqual([...new Set(this.loud)], []);
  }

  /** Every page that links lead to from the start page, on a phone. */
  private crawl(): Promise<ReadonlyMap<string, PageFacts>> {
    this.crawled ??= this.crawlNow();
    return this.crawled;
  }

  private async crawlNow(): Promise<ReadonlyMap<string, PageFacts>> {
    const pages = new Map<string, PageFacts>();
    const page = await this.watched(PHONE, 'light');
    const waiting = [''];
    const seen = new Set(waiting);
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      await page.goto(`${this.place.address}${name}`, { waitUntil: 'load' });
      const facts = await page.evaluate<PageFacts>(FACTS);
      if (!await page.evaluate<boolean>("document.querySelector('.NotFound') !== null")) {
        pages.set(name, facts);
      }
      for (const { href } of facts.links.filter((link) => link.href.startsWith(this.place.address))) {
        const next = this.nameOf(new URL(href).pathname);
        if (!seen.has(next)) {
          seen.add(next);
          waiting.push(next);
        }
      }
    }
    await page.close();
    return pages;
  }

  /** What follows the base of the site. */
  private nameOf(pathname: string): string {
    return decodeURIComponent(pathname).slice(this.place.base.length);
  }

  private async open(name: string, size: typeof PHONE, colorScheme: 'dark' | 'light' = 'light'): Promise<Page> {
    const page = await this.watched(size, colorScheme);
    await page.goto(`${this.place.address}${name}`, { waitUntil: 'networkidle' });
    return page;
  }

  private async watched(viewport: typeof PHONE, colorScheme: 'dark' | 'light'): Promise<Page> {
    const page = await this.browser.newPage({ viewport, colorScheme });
    const { origin } = new URL(this.place.address);
    page.on('request', (request: { url(): string }) => {
      if (!request.url().startsWith(`${origin}/`) && !/^(data|blob):/.test(request.url())) {
        this.loud.push(`${page.url()}: a request to ${request.url()}`);
      }
    });
    page.on('console', (message: { type(): string; text(): string }) => {
      if (['error', 'warning'].includes(message.type())) {
        this.loud.push(`${page.url()}: the console says ${message.text()}`);
      }
    });
    page.on('pageerror', (error: Error) => this.loud.push(`${page.url()}: ${error.message}`));
    return page;
  }
}
