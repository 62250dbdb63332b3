import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "./currentSession";
import { EngineWords } from "./engineWords";

const NO_POOLS: ReadonlyMap<string, string> = new Map();

/** The engine's codes in words, with the names that the practice gave to its sites, and to pools where known. */
export function useEngineWords(pools: ReadonlyMap<string, string> = NO_POOLS): EngineWords {
  const { t } = useTranslation(["engine", "common"]);
  const { sites } = useSession();
  return useMemo(
    () =>
      new EngineWords(t, { pools, sites: new Map(sites.map(({ slug, name }) => [slug, name])) }),
    [t, pools, sites],
  );
}
