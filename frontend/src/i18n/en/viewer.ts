/** English texts of the viewer feature. */
export const viewer = {};
