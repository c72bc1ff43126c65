/** In place of the title of an axis that the page fills in. */
export const AXIS_TITLE = '{axis title}'
