import type { Browser, Page } from '../site/chromium';

/** The part of the page in the picture: up to the end of a short log. The layout of a window as narrow as that is another one. */
const CLIP = { x: 0, y: 0, width: 862, height: 430 };

/** What the page looks like on every machine, with a picture that is 1280 pixels wide. */
const VIEW = { viewport: { width: 1280, height: 540 }, deviceScaleFactor: 1280 / CLIP.width, colorScheme: 'light', locale: 'en-US', timezoneId: 'UTC' };

const PATIENCE = { timeout: 60_000 };

/** The lines of the log that are not in a closed group. */
const LOG = '(document.querySelector(\'[data-testid="virtualized-list"]\')?.innerText ?? \'\')';

/**
 * A group of lines, closed at first, that a log ends with. Airflow 3 receives what a task prints by another way than what the task logs: on
 * some runs it comes before this group, on others within.
 */
const END = '[data-testid="summary-Post Execute"]';

/** A task of a run of a DAG. */
export interface RunTask {
  readonly dag: string;
  readonly run: string;
  readonly task: string;
}

/** The log of a task in the Airflow UI. */
export class LogPage {
  /** @param address of the UI */
  static async open(browser: Browser, address: string, { dag, run, task }: RunTask): Promise<LogPage> {
    const page = await browser.newPage(VIEW);
    const elsewhere: string[] = [];
    page.on('request', (request: { url(): string }) => {
      if (!request.url().startsWith(`${address}/`) && !/^(data|blob):/.test(request.url())) {
        elsewhere.push(request.url());
      }
    });
    await page.goto(`${address}/dags/${dag}/runs/${encodeURIComponent(run)}/tasks/${task}`, { waitUntil: 'load' });
    // Above the log is what the UI asks for besides.
    const parts = JSON.stringify([run, task, 'Success', 'Duration']);
    await page.waitForFunction(`${parts}.every((text) => document.body.innerText.includes(text))`, undefined, PATIENCE);
    await page.waitForSelector(END, PATIENCE);
    return new LogPage(page, elsewhere);
  }

  /** @param elsewhere requests to other addresses than the UI's */
  private constructor(private readonly page: Page, readonly elsewhere: readonly string[]) {}

  /**
   * Finds a line as a reader does, who opens the last group if it is not to be seen, and marks it by a click on its number.
   *
   * @returns the line, without its time and level
   */
  async find(text: string): Promise<string> {
    if (!(await this.page.evaluate<string>(LOG)).includes(text)) {
      await this.page.click(END);
      await this.page.waitForFunction(`${LOG}.includes(${JSON.stringify(text)})`, undefined, { timeout: 15_000 }).catch(async () => {
        throw new Error(`the log in the UI has no line "${text}": ${await this.page.evaluate<string>(LOG)}`);
      });
    }
    const line = `[...document.querySelectorAll('[data-testid^="virtualized-item-"]')].find(({ innerText }) => innerText.includes(${JSON.stringify(text)}))`;
    await this.page.evaluate(`${line}.querySelector('a').click()`);
    await this.page.waitForFunction(`location.hash === '#' + ${line}.querySelector('a').id`, undefined, PATIENCE);
    return (await this.page.evaluate<string>(`${line}.innerText`)).replace(/^\d+\s+\[[^\]]*\] [A-Z]+ - /, '').trim();
  }

  async picture(file: string): Promise<void> {
    await this.page.screenshot({ path: file, clip: CLIP, animations: 'disabled' });
  }
}
