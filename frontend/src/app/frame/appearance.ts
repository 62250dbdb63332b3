import { type MantineColorScheme, useMantineColorScheme } from "@mantine/core";
import { useEffect } from "react";
import { useSession } from "@/lib/currentSession";
import { readLocal, writeLocal } from "@/lib/localCopy";

type Appearance = "dark" | "light";

function isAppearance(value: unknown): value is Appearance {
  return value === "dark" || value === "light";
}

/**
 * The person's appearance: what they chose in this browser, else dark for those who read images
 * and light for those who do not.
 */
export function useAppearance(): { appearance: Appearance; choose: (next: Appearance) => void } {
  const session = useSession();
  const { setColorScheme } = useMantineColorScheme();
  const key = `teleread.appearance.${session.user.id}`;
  const reads = session.capabilities.includes("worklist.view");
  const stored = readLocal(key, isAppearance) ?? (reads ? "dark" : "light");
  const { colorScheme } = useMantineColorScheme();

  useEffect(() => {
    setColorScheme(stored);
  }, [stored, setColorScheme]);

  return {
    appearance: shown(colorScheme),
    choose(next) {
      writeLocal(key, next);
      setColorScheme(next);
    },
  };
}

function shown(scheme: MantineColorScheme): Appearance {
  return scheme === "light" ? "light" : "dark";
}
