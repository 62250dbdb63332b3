import { useState } from "react";
import { ApiProblem } from "@/api/problem";
import type {
  Recommendation,
  RecommendationContent,
  RecommendationStanding,
} from "@/api/recommendations";
import type { ReportVersion } from "@/api/types";

/** One that stood before, by its key, or a new one; `id` is what the screen tells them apart by. */
export type Amended = RecommendationContent & { id: string; key: string | null };

/** What is recommended after an amendment. Until somebody changes it, the server carries on what there was. */
export function useAmendedRecommendations(sealed: ReportVersion["recommendations"]) {
  // A sealed one has every field; the schema cannot say so of fields that a request may leave out.
  const before = sealed as Recommendation[];
  const [changed, setChanged] = useState<readonly Amended[] | null>(null);
  const [unsaid, setUnsaid] = useState<readonly RecommendationStanding[]>([]);
  const all = changed ?? before.map((one) => ({ ...one, id: one.key }));

  function change(to: readonly Amended[]): void {
    setChanged(to);
    setUnsaid([]);
  }

  return {
    all,
    /** Where the text does not say, or says otherwise, what is recorded: as the server found it. */
    unsaid,
    /** What goes with the signature: null where nothing was changed. */
    given: changed === null ? null : changed.map(({ id: _, ...one }) => one),
    keep: (content: RecommendationContent, replaced: Amended | null) => {
      // A sentence that was made of the old content is made anew of what it says now.
      const one: Amended = {
        ...content,
        quote: "",
        id: replaced?.id ?? crypto.randomUUID(),
        key: replaced?.key ?? null,
      };
      change(replaced ? all.map((known) => (known === replaced ? one : known)) : [...all, one]);
    },
    drop: (one: Amended) => change(all.filter((known) => known !== one)),
    reset: () => {
      setChanged(null);
      setUnsaid([]);
    },
    /** Passes the answer on, and keeps what a refusal says about them. */
    watch: async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
      try {
        return await answer;
      } catch (error) {
        if (error instanceof ApiProblem && error.code === "recommendation_differs") {
          setUnsaid(error.body.recommendations as RecommendationStanding[]);
        }
        throw error;
      }
    },
  };
}
