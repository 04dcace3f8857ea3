/** Where the browser keeps which tabs the reader has chosen, the last one first. */
const STORE = 'chosen-tabs';

const groups = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.vp-code-group')];

/** Shows the chosen tab in each group of the page that has it. */
export function showTabs(): void {
  const chosen = read();
  for (const group of groups()) {
    const labels = [...group.querySelectorAll<HTMLLabelElement>('.tabs label')];
    const wanted = chosen.find((title) => labels.some((label) => label.textContent === title));
    const index = labels.findIndex((label) => label.textContent === wanted);
    const input = group.querySelectorAll<HTMLInputElement>('.tabs input')[index];
    if (input !== undefined) {
      input.checked = true;
      [...group.querySelectorAll('.blocks > *')].forEach((block, position) => block.classList.toggle('active', position === index));
    }
  }
}

/** A tab that is chosen in one group is chosen in all, on the other pages too. */
export function keepTabs(): void {
  document.addEventListener('change', ({ target }) => {
    const input = target as HTMLInputElement;
    const group = input.closest<HTMLElement>('.vp-code-group');
    if (group === null) {
      return;
    }
    const title = group.querySelector(`label[for="${input.id}"]`)?.textContent ?? '';
    localStorage.setItem(STORE, JSON.stringify([title, ...read().filter((other) => other !== title)]));
    // Other groups above it may grow or shrink; what the reader has clicked on stays where it is.
    const before = group.getBoundingClientRect().top;
    showTabs();
    window.scrollBy({ top: group.getBoundingClientRect().top - before, behavior: 'instant' });
  });
}

function read(): string[] {
  try {
    return JSON.parse(localStorage.getItem(STORE) ?? '[]') as string[];
  } catch {
    return [];
  }
}
