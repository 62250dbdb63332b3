import { useState } from "react";
import { useSession } from "@/lib/currentSession";
import { readLocal, removeLocal, writeLocal } from "@/lib/localCopy";

const isText = (value: unknown): value is string => typeof value === "string";

/** A text that is signed in one step: kept in this browser, per person, until it is. */
export function useKeptText(name: string) {
  const { user } = useSession();
  const key = `teleread.${name}.${user.id}`;
  const [text, setText] = useState(() => readLocal(key, isText) ?? "");
  return {
    text,
    write(value: string): void {
      setText(value);
      writeLocal(key, value);
    },
    clear(): void {
      setText("");
      removeLocal(key);
    },
  };
}
