import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { checkDraft, reportKeys } from "@/api/reports";
import type { CheckOverride, CheckResult, Section } from "@/api/types";
import { keyOfResult, overridesOf } from "../model/checks";

export const CHECK_AFTER_MS = 900;

export interface Checks {
  results: readonly CheckResult[];
  failed: boolean;
  reasonOf: (result: CheckResult) => string;
  giveReason: (result: CheckResult, reason: string) => void;
  overrides: CheckOverride[];
  refresh: () => void;
}

/** The checks of the text on screen, asked again after a pause in writing. A result's reason stays with its words. */
export function useChecks(
  reportId: string,
  sections: readonly Section[],
  enabled: boolean,
): Checks {
  const client = useQueryClient();
  const [settled] = useDebouncedValue(sections, CHECK_AFTER_MS);
  const [reasons, setReasons] = useState<Record<string, string>>({});
  const text = JSON.stringify(settled.map(({ code, body }) => [code, body]));
  const { data, isError } = useQuery({
    queryKey: reportKeys.checks(reportId, text),
    queryFn: async ({ signal }) => ({
      sections: settled,
      results: await checkDraft(reportId, [...settled], signal),
    }),
    enabled,
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
    staleTime: 30_000,
  });
  // Places belong to the text that was checked: what the writer changed since is not pointed at.
  // A section nobody has begun is no mistake yet; signing asks for it.
  const results = (data?.results ?? []).filter(({ section }) => {
    const body = bodyOf(sections, section);
    return body.trim() !== "" && body === bodyOf(data?.sections ?? [], section);
  });
  return {
    results,
    failed: isError,
    reasonOf: (result) => reasons[keyOfResult(result, sections)] ?? "",
    giveReason: (result, reason) =>
      setReasons((given) => ({ ...given, [keyOfResult(result, sections)]: reason })),
    overrides: overridesOf(results, sections, reasons),
    refresh: () => void client.invalidateQueries({ queryKey: reportKeys.checks(reportId, text) }),
  };
}

function bodyOf(sections: readonly Section[], code: string): string {
  return sections.find((section) => section.code === code)?.body ?? "";
}
