/** What runs in a page of the site, as text: it is compiled for Node, and must not use anything of it. */

/** What a page links to, the anchors that it has, and how wide it is. */
export const FACTS = `(() => ({
  links: [...document.querySelectorAll('a[href]')].map((link) => ({ href: link.href, text: link.textContent.trim().slice(0, 40) })),
  ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
  images: [...document.querySelectorAll('img')].filter((image) => image.complete && image.naturalWidth === 0).map(({ src }) => src),
  width: document.documentElement.scrollWidth,
  wide: [...document.querySelectorAll('.VPContent *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('table, pre, div[class*=language-], .diagram, .tabs')).slice(0, 3).map((one) => one.outerHTML.slice(0, 120)),
}))()`;

/**
 * Text of the content, of the sidebar and of the bar that stands out too little: less than 4.5 to 1 (WCAG 2.2, 1.4.3), or 3 to 1 if it
 * is large. Code is omitted: its colours are those of GitHub's themes.
 */
export const TOO_PALE = `(() => {
  const parts = (color) => (/rgba?\\(([^)]*)\\)/.exec(color)?.[1] ?? '0,0,0,0').split(/[ ,/]+/).map(Number);
  const over = ([r, g, b, a = 1], under) => [r, g, b].map((part, index) => part * a + under[index] * (1 - a));
  const behind = (element) => {
    const layers = [];
    for (let one = element; one !== null; one = one.parentElement) {
      layers.unshift(parts(getComputedStyle(one).backgroundColor));
    }
    return layers.reduce((under, layer) => over(layer, under), [255, 255, 255]);
  };
  const light = (color) => color.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)).reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const found = new Set();
  for (const element of document.querySelectorAll('.vp-doc *, .VPSidebar *, .VPNavBar *')) {
    const { color, fontSize, visibility } = getComputedStyle(element);
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
    if (!hasText || visibility === 'hidden' || element.offsetParent === null || element.closest('pre, svg, .header-anchor, .visually-hidden, .copy, .lang')) {
      continue;
    }
    const back = behind(element);
    const [a, b] = [light(over(parts(color), back)), light(back)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < (parseFloat(fontSize) >= 24 ? 3 : 4.5)) {
      found.add(element.tagName + '.' + element.className + ' ' + ratio.toFixed(1) + ': ' + element.textContent.trim().slice(0, 40));
    }
  }
  return { dark: document.documentElement.classList.contains('dark'), back: light(behind(document.querySelector('.vp-doc'))), pale: [...found].slice(0, 10) };
})()`;

/** The title of the tab that each group of the page shows, and the language of the block below it. */
export const SHOWN_TABS = `[...document.querySelectorAll('.vp-code-group')].map((group) => ({
  titles: [...group.querySelectorAll('.tabs label')].map((label) => label.textContent),
  shown: group.querySelector('label[for="' + group.querySelector('input:checked').id + '"]').textContent,
  blocks: [...group.querySelectorAll('.blocks > *')].filter((block) => block.offsetParent !== null).map((block) => /language-(\\w+)/.exec(block.className)[1]),
}))`;

/** Labels of diagrams that are cut, because they are higher than their box. */
export const CUT_LABELS = '[...document.querySelectorAll(\'.diagram foreignObject\')].filter((box) => box.firstElementChild !== null && box.firstElementChild.scrollHeight > box.height.baseVal.value + 2).map((box) => box.textContent.trim())';
