/** Where verbs are in the dock, because nothing hovers or the composer takes the screen's foot. The style sheet's `touch` and `max-md`. */
export const onHandheld = (): boolean => matchMedia("(pointer: coarse), (width < 48rem)").matches;
