import { useState } from "react";
import { ApiProblem } from "@/api/problem";
import type { CheckResult, Section } from "@/api/types";
import { keyOfResult, overridesOf } from "../model/checks";
import type { Checks } from "./useChecks";

/**
 * What every signature beside the draft gives: the password, and a reason for each result of the
 * checks that the server named when it refused.
 */
export function useSealing(
  shown: { version: number; studyUid: string },
  sections: readonly Section[],
) {
  const [password, setPassword] = useState("");
  const [results, setResults] = useState<readonly CheckResult[]>([]);
  const [reasons, setReasons] = useState<Record<string, string>>({});
  const checks: Checks = {
    results,
    failed: false,
    reasonOf: (result) => reasons[keyOfResult(result, sections)] ?? "",
    giveReason: (result, reason) =>
      setReasons((given) => ({ ...given, [keyOfResult(result, sections)]: reason })),
    overrides: overridesOf(results, sections, reasons),
    refresh: () => undefined,
  };

  /** Sends with the signature; keeps the results of the checks where these stopped it. */
  async function seal<Body>(
    send: (signature: {
      version: number;
      study_instance_uid: string;
      password: string;
      overrides: Checks["overrides"];
    }) => Promise<Body>,
  ): Promise<Body> {
    try {
      return await send({
        version: shown.version,
        study_instance_uid: shown.studyUid,
        password,
        overrides: checks.overrides,
      });
    } catch (error) {
      if (error instanceof ApiProblem && error.code === "checks_open") {
        setResults((known) => joined(known, error.body.results as CheckResult[]));
      }
      throw error;
    } finally {
      setPassword("");
    }
  }

  return { password, setPassword, checks, seal };
}

/** The server names what has no reason yet; what has one stays named too. */
function joined(known: readonly CheckResult[], named: readonly CheckResult[]): CheckResult[] {
  const same = (one: CheckResult, other: CheckResult) =>
    one.code === other.code && one.section === other.section && one.start === other.start;
  return [...known.filter((one) => !named.some((other) => same(one, other))), ...named];
}
