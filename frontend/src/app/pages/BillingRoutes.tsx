import { useNavigate, useSearch } from "@tanstack/react-router";
import { BillingPage, StatementPage } from "@/features/billing";

/** Ties the shown part of billing to the address. */
export function BillingRoute() {
  const { part } = useSearch({ from: "/frame/billing" });
  const navigate = useNavigate();
  return (
    <BillingPage
      part={part}
      onPart={(next) => void navigate({ to: "/billing", search: { part: next }, replace: true })}
    />
  );
}

export function StatementRoute() {
  return <StatementPage />;
}
