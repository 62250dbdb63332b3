import { useMutation } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { type RuleDraft, saveRuleDraft } from "@/api/ruleSets";
import type { Rule, RuleProblem } from "@/api/ruleTypes";
import { debounce } from "@/lib/debounce";
import * as history from "../model/history";
import { rooted } from "../model/tree";

const QUIET_MS = 500;
const LONGEST_MS = 3000;

export type SaveState = "saved" | "waiting" | "saving" | "failed";

/** The draft in hand: every change is undoable and saved by itself. */
export interface DraftInHand {
  rules: readonly Rule[];
  /** What the server finds wrong with the rules as last saved. */
  problems: readonly RuleProblem[];
  saveState: SaveState;
  savedAt: string | null;
  error: Error | null;
  canUndo: boolean;
  canRedo: boolean;
  /** `about` names what changed: changes about the same in a row undo as one. */
  change: (rules: readonly Rule[], about?: string) => void;
  undo: () => void;
  redo: () => void;
  /** Saves what waits to be saved; resolves once the server has the rules in hand. */
  settle: () => Promise<void>;
}

/** `named` gives each rule that has none a name, without which it cannot be saved soundly. */
export function useDraft(
  loaded: RuleDraft,
  named: (rules: readonly Rule[]) => readonly Rule[],
): DraftInHand {
  const [past, setPast] = useState(() =>
    history.startHistory<readonly Rule[]>(
      loaded.rules.map((rule) => ({ ...rule, when: rooted(rule.when) })),
    ),
  );
  const [saved, setSaved] = useState({ draft: loaded, rules: past.present });
  const revision = useRef(loaded.revision);

  const saving = useMutation({
    // One after the other, so that each names the revision that the one before has made.
    scope: { id: "rule-draft" },
    mutationFn: async (rules: readonly Rule[]) => {
      const draft = await saveRuleDraft(named(rules), revision.current);
      revision.current = draft.revision;
      return draft;
    },
    onSuccess: (draft, rules) => setSaved({ draft, rules }),
  });
  const save = useEffectEvent((rules: readonly Rule[]) => saving.mutateAsync(rules));
  const [lastSave] = useState<{ current: Promise<unknown> }>({ current: Promise.resolve() });
  const saveSoon = useMemo(
    () =>
      debounce(
        (rules: readonly Rule[]) => {
          lastSave.current = save(rules).catch(() => {});
        },
        QUIET_MS,
        LONGEST_MS,
      ),
    [lastSave],
  );
  useEffect(() => () => saveSoon.flush(), [saveSoon]);

  function proceed(next: history.History<readonly Rule[]>): void {
    if (next === past) return;
    setPast(next);
    saveSoon(next.present);
  }

  return {
    rules: past.present,
    problems: saved.draft.problems,
    savedAt: saved.draft.saved_at,
    error: saving.error,
    saveState: stateOf(saving.isPending, saving.error, saved.rules === past.present),
    canUndo: past.past.length > 0,
    canRedo: past.future.length > 0,
    change: (rules, about = "") =>
      proceed(history.record(past, rules, about === "" ? null : about)),
    undo: () => proceed(history.undo(past)),
    redo: () => proceed(history.redo(past)),
    settle: async () => {
      saveSoon.flush();
      await lastSave.current;
    },
  };
}

function stateOf(pending: boolean, error: Error | null, same: boolean): SaveState {
  if (pending) return "saving";
  if (error) return "failed";
  return same ? "saved" : "waiting";
}
