import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  billingKeys,
  getPolicy,
  listContracts,
  listPaidReaders,
  listPayableReaders,
  listPeriods,
  listStudyTypes,
} from "@/api/billing";

type Query = Record<string, string | number | null>;

/** Reads one thing of billing; what was shown before stays until the new answer is here. */
export function useBilling<Answer>(
  what: string,
  ask: () => Promise<Answer>,
  query: Query = {},
  enabled = true,
) {
  return useQuery({
    queryKey: billingKeys.of(what, query),
    queryFn: ask,
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** Everything of billing is read anew: a price, a closure, a dispute show in many places. */
export function useRefreshBilling(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: billingKeys.all });
}

export const usePolicy = () => useBilling("policy", getPolicy);
export const useContracts = () => useBilling("contracts", listContracts);
export const useStudyTypes = () => useBilling("study-types", listStudyTypes);
export const usePayableReaders = () => useBilling("payable-readers", listPayableReaders);
export const usePaidReaders = () => useBilling("paid-readers", listPaidReaders);
export const usePeriods = () => useBilling("periods", listPeriods);
