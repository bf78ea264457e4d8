/** `closing_to_rename`: the field comes once the menu has gone and given focus back. */
export type DeskState = "closed" | "menu" | "closing_to_rename" | "rename";

/** The menu closes by itself when something in it is chosen: what was chosen stands. */
export const menuClosed = (desk: DeskState): DeskState => (desk === "menu" ? "closed" : desk);
export const menuGone = (desk: DeskState): DeskState => (desk === "closing_to_rename" ? "rename" : desk);
