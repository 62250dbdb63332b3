import type { NewOrder, Order, PatientClass, Priority, SiteStudyDetail } from "@/api/types";

export const PATIENT_CLASSES: readonly PatientClass[] = ["emergency", "inpatient", "outpatient"];

/** Patient's Sex as DICOM PS3.3 C.7.1.1 defines it. */
const SEXES = ["F", "M", "O"] as const;

/** What a clerk fills in. */
export interface OrderForm {
  indication: string;
  patientClass: PatientClass;
  location: string;
  referringPhysician: string;
  priority: Priority;
  attestation: string;
}

export function formFromOrder(order: Order | null, study: SiteStudyDetail): OrderForm {
  return {
    indication: order?.indication ?? "",
    patientClass: PATIENT_CLASSES.find((known) => known === order?.patient_class) ?? "outpatient",
    location: order?.location ?? "",
    referringPhysician: order?.referring_physician ?? "",
    priority: order?.priority ?? study.priority,
    attestation: order?.stat_attestation?.reason ?? "",
  };
}

/** The fields that must be filled before the order can be sent. */
export function missingIn(form: OrderForm): ("indication" | "attestation")[] {
  const missing: ("indication" | "attestation")[] = [];
  if (form.indication.trim() === "") missing.push("indication");
  if (form.priority === "STAT" && form.attestation.trim() === "") missing.push("attestation");
  return missing;
}

/** The order for a study that has come, from what the clerk filled in. */
export function orderFrom(form: OrderForm, study: SiteStudyDetail): NewOrder {
  const { patient } = study;
  return {
    site: study.site.id,
    accession_number: study.accession_number,
    procedure: study.description,
    modality: study.modalities[0] ?? "",
    body_part: "",
    patient: {
      patient_id: patient.patient_id,
      name: patient.name,
      birth_date: patient.birth_date,
      sex: SEXES.find((known) => known === patient.sex) ?? "",
    },
    indication: form.indication.trim(),
    patient_class: form.patientClass,
    location: form.location.trim(),
    referring_physician: form.referringPhysician.trim(),
    priority: form.priority,
    ...(form.priority === "STAT" ? { stat_attestation: { reason: form.attestation.trim() } } : {}),
  };
}
