import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { StudyThread } from "@/features/messages";
import { CompanionOffer } from "@/features/reading";
import { filtersFromSearch, searchFromFilters, WorklistPage } from "@/features/worklist";

/** Ties the worklist's filters to the address. */
export function WorklistRoute() {
  const search = useSearch({ from: "/frame/worklist" });
  const navigate = useNavigate();
  const filters = useMemo(() => filtersFromSearch({ ...search }), [search]);

  const read = (taskId: string) => void navigate({ to: "/read/$taskId", params: { taskId } });

  useEffect(fetchReadingRoomAhead, []);

  return (
    <WorklistPage
      filters={filters}
      onFilter={(next) =>
        void navigate({ to: "/worklist", search: searchFromFilters(next), replace: true })
      }
      onRead={read}
      renderChat={(task) => <StudyThread key={task.id} study={task.study.id} side="reader" />}
      renderTogether={(task) => <CompanionOffer task={task} onRead={read} />}
    />
  );
}

/** The reading room's code is large; fetched here, it is ready when the first study is opened. */
function fetchReadingRoomAhead(): () => void {
  const timer = setTimeout(() => void import("./ReadingRoute"), 1500);
  return () => clearTimeout(timer);
}
