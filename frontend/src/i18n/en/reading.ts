/** English texts of the reading feature. */
export const reading = {};
