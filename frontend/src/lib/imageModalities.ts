// What is not an image but says something of images (PS3.3 C.7.3.1.1.1): key objects, presentations, reports, plans.
const BESIDE_IMAGES = new Set(["KO", "PR", "SR", "DOC", "AU", "PLAN", "REG"]);

/** The modalities by which people call a study: those of its images, or all where it has none. */
export function imageModalities(codes: readonly string[]): readonly string[] {
  const images = codes.filter((code) => !BESIDE_IMAGES.has(code));
  return images.length > 0 ? images : codes;
}
