import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addShift, type ShiftRole } from "@/api/roster";
import type { Person } from "@/api/types";
import { FormDialog } from "@/ui/FormDialog";
import { RoleFields } from "./RoleFields";
import { blankSpan, isSpan, momentsOf, SpanFields } from "./SpanFields";

const USUAL_HOURS = 8;

export function NewShift({
  people,
  start,
  onAdded,
}: {
  people: readonly Person[];
  start: Date;
  onAdded: () => Promise<void>;
}) {
  const { t } = useTranslation("staffing");
  const [span, setSpan] = useState(() => blankSpan(start, USUAL_HOURS));
  const [role, setRole] = useState<ShiftRole>("reading");
  const [rank, setRank] = useState(1);
  return (
    <FormDialog
      action={t("roster.addShift")}
      submit={t("roster.addShift")}
      ready={isSpan(span)}
      onOpen={() => setSpan(blankSpan(start, USUAL_HOURS))}
      run={() => addShift({ reader: span.reader, role, rank, ...momentsOf(span) }).then(onAdded)}
    >
      <SpanFields people={people} span={span} onChange={setSpan} />
      <RoleFields role={role} rank={rank} onRole={setRole} onRank={setRank} />
    </FormDialog>
  );
}
