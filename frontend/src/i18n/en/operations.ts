/** English texts of the operations feature. */
export const operations = {};
