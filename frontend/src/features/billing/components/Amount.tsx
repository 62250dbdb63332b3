import { formatMoney } from "../model/money";
import styles from "./billing.module.css";

/** An amount of money, its digits under those of the row above. */
export function Amount({
  amount,
  currency,
  struck = false,
}: {
  amount: string | null;
  currency: string;
  struck?: boolean;
}) {
  return (
    <span className={`${styles.amount} ${struck ? styles.struck : ""}`}>
      {formatMoney(amount, currency)}
    </span>
  );
}
