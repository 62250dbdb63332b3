import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { changeOrder, orderKeys, orderOfStudy, placeOrder } from "@/api/orders";
import {
  answerPriorRequest,
  getPriorStatus,
  type PriorAnswer,
  priorRequestKeys,
  putPriorStatus,
} from "@/api/priorRequests";
import type { NewOrder, Order, OrderChange, PriorState } from "@/api/types";

const ASKED_EVERY_MS = 30_000;

/** What readers ask the site about a study's priors, and the site's answers. */
export function useStudyPriors(study: string) {
  const client = useQueryClient();
  const settled = () => client.invalidateQueries({ queryKey: priorRequestKeys.status(study) });
  const status = useQuery({
    queryKey: priorRequestKeys.status(study),
    queryFn: () => getPriorStatus(study),
    refetchInterval: ASKED_EVERY_MS,
    retry: false,
  });
  const answer = useMutation({
    mutationFn: ({ id, ...given }: { id: string; answer: PriorAnswer; note: string }) =>
      answerPriorRequest(id, given),
    onSuccess: settled,
  });
  const attest = useMutation({
    mutationFn: (state: PriorState) => putPriorStatus(study, state),
    onSuccess: settled,
  });
  return { status, answer, attest };
}

/** The order of a study: as it is, and sending it anew. */
export function useStudyOrder(study: string) {
  const client = useQueryClient();
  const order = useQuery({
    queryKey: orderKeys.ofStudy(study),
    queryFn: () => orderOfStudy(study),
    retry: false,
  });
  const send = useMutation({
    mutationFn: ({ present, next }: { present: Order | null; next: NewOrder }) =>
      present ? changeOrder(present.id, changeOf(next)) : placeOrder(next),
    onSuccess: (answer) => client.setQueryData(orderKeys.ofStudy(study), answer),
  });
  return { order, send };
}

/** What of an order may change once it has been placed. */
function changeOf(order: NewOrder): OrderChange {
  const { indication, patient_class, location, referring_physician, priority } = order;
  return {
    indication,
    patient_class,
    location,
    referring_physician,
    priority,
    ...(order.stat_attestation ? { stat_attestation: order.stat_attestation } : {}),
  };
}
