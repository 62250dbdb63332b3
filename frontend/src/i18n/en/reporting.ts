/** English texts of the reporting feature. */
export const reporting = {};
