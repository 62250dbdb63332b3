/**
 * Stands in for `xmlbuilder2`, which vtk.js imports to write XML meshes.
 *
 * That library needs Node's `events` and fails while it is loaded in a browser bundle; the viewer
 * never reads or writes such meshes.
 */
export function create(): never {
  throw new Error("XML meshes are not supported");
}
