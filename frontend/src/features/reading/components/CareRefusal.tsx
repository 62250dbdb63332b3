import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hasCode } from "@/api/problem";
import type { ReadingTask } from "@/api/types";
import { useCan } from "@/lib/currentSession";
import { EmptyState, FailureState } from "@/ui/feedback";
import { useEmergencyAccess } from "../hooks/useEmergencyAccess";
import { BreakGlassDialog } from "./BreakGlassDialog";

/** Why a report of the patient does not open; where care is what is missing, with the way to it. */
export function CareRefusal({
  error,
  patient,
  onRetry,
  onOpened,
}: {
  error: unknown;
  patient: ReadingTask["patient"];
  onRetry: () => void;
  /** Called when emergency access has been given. */
  onOpened?: () => void;
}) {
  const { t } = useTranslation("reading");
  const mayBreak = useCan("glass.break");
  const open = useEmergencyAccess(patient.id, onOpened);
  const [asking, setAsking] = useState(false);
  if (!hasCode(error, "not_in_care")) return <FailureState error={error} onRetry={onRetry} />;
  return (
    <>
      <EmptyState
        title={t("care.title")}
        hint={t(mayBreak ? "care.hint" : "care.hintOnly")}
        action={
          mayBreak ? (
            <Button variant="default" onClick={() => setAsking(true)}>
              {t("breakGlass.action")}
            </Button>
          ) : null
        }
      />
      <BreakGlassDialog
        opened={asking}
        patient={patient.name}
        open={open}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
