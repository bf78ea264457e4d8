/** A field tells of the list that its keys move in; the focus stays in the field. Answers how to take it back. */
export function tellOfList(field: HTMLElement, id: string, current: number): () => void {
  const told = { "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": id, "aria-activedescendant": `${id}-${current}` };
  for (const [name, value] of Object.entries(told)) field.setAttribute(name, value);
  return () => {
    for (const name of Object.keys(told)) field.removeAttribute(name);
  };
}
