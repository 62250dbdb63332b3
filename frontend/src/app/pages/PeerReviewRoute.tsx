import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { authGate } from "@/api/authGate";
import type { ReviewText } from "@/api/peerReview";
import { CaseDesk, PeerReviewPage, ReviewDesk } from "@/features/peer-review";
import { StudyViewer } from "@/features/viewer";

const NONE: readonly never[] = [];

/** Ties the shown part of peer review to the address. */
export function PeerReviewRoute() {
  const { part } = useSearch({ from: "/frame/peer-review" });
  const navigate = useNavigate();
  return (
    <PeerReviewPage
      part={part}
      onPart={(next) =>
        void navigate({ to: "/peer-review", search: { part: next }, replace: true })
      }
      onReview={(reviewId) =>
        void navigate({ to: "/peer-review/reviews/$reviewId", params: { reviewId } })
      }
      onCase={(caseId) => void navigate({ to: "/peer-review/cases/$caseId", params: { caseId } })}
      onTask={(taskId) => void navigate({ to: "/read/$taskId", params: { taskId } })}
    />
  );
}

/** One review beside the images that it is on. */
export function ReviewRoute() {
  const { reviewId } = useParams({ from: "/frame/peer-review/reviews/$reviewId" });
  const navigate = useNavigate();
  return (
    <ReviewDesk
      key={reviewId}
      id={reviewId}
      renderImages={(review) => <Images {...review.study} sex={review.patient_sex} />}
      onBack={() => void navigate({ to: "/peer-review", search: { part: "todo" } })}
      onNext={(next) =>
        void navigate({ to: "/peer-review/reviews/$reviewId", params: { reviewId: next } })
      }
    />
  );
}

/** One case of the committee beside the images that it is on. */
export function CaseRoute() {
  const { caseId } = useParams({ from: "/frame/peer-review/cases/$caseId" });
  const navigate = useNavigate();
  return (
    <CaseDesk
      key={caseId}
      id={caseId}
      renderImages={(shown) => <Images {...shown.study} />}
      onBack={() => void navigate({ to: "/peer-review", search: { part: "committee" } })}
    />
  );
}

/** The images without a name on them: who reviews needs none. */
function Images({
  study_instance_uid,
  sex = null,
}: Pick<ReviewText["study"], "study_instance_uid"> & { sex?: string | null }) {
  return (
    <StudyViewer
      studyInstanceUid={study_instance_uid}
      patient={{ name: "", patientId: "", birthDate: null, sex }}
      priors={NONE}
      partSeries={NONE}
      onUnauthenticated={() => {
        authGate.close();
        return authGate.passage();
      }}
    />
  );
}
