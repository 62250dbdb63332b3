/** English texts of the session feature. */
export const session = {};
