import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { ReaderPage, StaffingPage } from "@/features/staffing";

export { CoveragePage as CoverageRoute } from "@/features/staffing";

/** Ties the shown part of staffing to the address. */
export function StaffingRoute() {
  const { part } = useSearch({ from: "/frame/staffing" });
  const navigate = useNavigate();
  return (
    <StaffingPage
      part={part}
      onPart={(next) => void navigate({ to: "/staffing", search: { part: next }, replace: true })}
      onReader={(readerId) =>
        void navigate({ to: "/staffing/readers/$readerId", params: { readerId } })
      }
    />
  );
}

export function ReaderRoute() {
  const { readerId } = useParams({ from: "/frame/staffing/readers/$readerId" });
  const navigate = useNavigate();
  return (
    <ReaderPage
      key={readerId}
      readerId={readerId}
      onBack={() => void navigate({ to: "/staffing", search: { part: "readers" } })}
    />
  );
}
