export { WorklistPage } from "./components/WorklistPage";
export { filtersFromSearch, searchFromFilters, type WorklistSearch } from "./model/filters";
