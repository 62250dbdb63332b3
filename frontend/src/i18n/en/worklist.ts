/** English texts of the worklist feature. */
export const worklist = {};
