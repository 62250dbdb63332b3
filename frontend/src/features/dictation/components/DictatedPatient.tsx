import { displayName } from "@/lib/patientName";
import styles from "./dictation.module.css";

/** Whom a recording is about. */
export function DictatedPatient({ name, patient_id }: { name: string; patient_id: string }) {
  return (
    <span className={styles.patient}>
      {displayName(name)} <small>{patient_id}</small>
    </span>
  );
}
