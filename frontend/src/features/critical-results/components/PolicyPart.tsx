import { CategoryTable } from "./CategoryTable";
import { NamedFindingTable } from "./NamedFindingTable";

/** What the practice calls critical, and how soon it must be told. */
export function PolicyPart({ mayManage }: { mayManage: boolean }) {
  return (
    <>
      <CategoryTable mayManage={mayManage} />
      <NamedFindingTable mayManage={mayManage} />
    </>
  );
}
