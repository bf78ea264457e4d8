/** The studio's icon with a dot. In an address of its own: no request, and the same in both themes. */
const MARKED_ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><g fill="#767676"><rect x="3" y="5" width="7" height="10" rx="2"/><rect x="12.5" y="5" width="7" height="10" rx="2"/><rect x="3" y="17.5" width="7" height="10" rx="2"/><rect x="12.5" y="17.5" width="7" height="10" rx="2"/><rect x="22" y="17.5" width="7" height="10" rx="2"/></g><circle cx="24" cy="8.5" r="8" fill="#e8641b"/></svg>',
)}`;

const MARK = /^\(\d+\) /;

/** "(2) Cups · Contact Sheet": whatever marks it, once. */
export const markedTitle = (title: string, count: number): string => `${count > 0 ? `(${count}) ` : ""}${title.replace(MARK, "")}`;

/** The page's title and icon tell of what nobody has seen yet. Whoever names the page meanwhile does not wipe it out. */
export function createPageMark() {
  const icons = new Map<HTMLLinkElement, string>();
  let count = 0;

  function draw(): void {
    const title = markedTitle(document.title, count);
    if (document.title !== title) document.title = title;
    for (const link of document.head.querySelectorAll<HTMLLinkElement>("link[rel~=icon]")) {
      if (count > 0 && link.href !== MARKED_ICON) {
        icons.set(link, link.href);
        link.href = MARKED_ICON;
      }
    }
    if (count > 0) return;
    for (const [link, href] of icons) link.href = href;
    icons.clear();
  }
  const watching = new MutationObserver(draw);

  function show(unseen: number): void {
    if (unseen === count) return;
    count = unseen;
    watching.disconnect();
    draw();
    if (count > 0) watching.observe(document.head, { childList: true, subtree: true, characterData: true });
  }
  return { show };
}
