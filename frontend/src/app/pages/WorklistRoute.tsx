import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { filtersFromSearch, searchFromFilters, WorklistPage } from "@/features/worklist";

/** Ties the worklist's filters to the address. */
export function WorklistRoute() {
  const search = useSearch({ from: "/frame/worklist" });
  const navigate = useNavigate();
  const filters = useMemo(() => filtersFromSearch({ ...search }), [search]);

  return (
    <WorklistPage
      filters={filters}
      onFilter={(next) =>
        void navigate({ to: "/worklist", search: searchFromFilters(next), replace: true })
      }
      onRead={(taskId) => void navigate({ to: "/read/$taskId", params: { taskId } })}
    />
  );
}
