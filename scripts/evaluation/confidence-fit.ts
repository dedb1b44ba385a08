import { estimateConfidence, noSignals } from "../../server/retrieval/confidence.ts";
import { type Case, featuresOf, type Model, toExamples, type Weighting } from "./confidence-cases.ts";
import { crossValidate, fitLogistic, type LogisticModel, predict } from "./logistic.ts";
import { auroc, expectedCalibrationError, mean, type Prediction } from "./metrics.ts";

/** A case with a confidence that was estimated without having seen it, or with the constants of the product. */
export interface Estimate {
  case: Case;
  confidence: number;
}

/** How good the estimates of one model are. */
export interface Quality {
  /** That an answerable question scores above one out of scope. */
  aurocOutOfScope: number;
  /** That a right result scores above a wrong one, over all cases. */
  aurocRight: number;
  /** Mean −ln of the probability given to what came true, over all cases as they are weighted. */
  logLoss: number;
  /** Expected calibration error over answerable questions, and over those and the ones out of scope. */
  calibrationAnswerable: number;
  calibrationAsked: number;
  /** Of all asked questions: what was promised on average, what came true. */
  asked: { promised: number; kept: number };
  /** Of asked questions with a confidence of 0.85 or more: how many, what was promised, what came true. */
  sure: { count: number; promised: number; kept: number };
}

const sureFrom = 0.85;

/** Questions as a resident may ask them; leave-out questions are made up from the answerable ones. */
const isAsked = ({ origin }: Case) => origin !== "leaveOut";

/** Each case's confidence by a model fitted on other questions. */
export function crossValidated(cases: Case[], model: Model, weighting: Weighting): Estimate[] {
  const confidences = crossValidate(toExamples(cases, model, weighting));
  return cases.map((one, i) => ({ case: one, confidence: confidences[i]! }));
}

/** Each case's confidence by a model that was fitted elsewhere. */
export function estimatesBy(fitted: LogisticModel, cases: Case[], model: Model): Estimate[] {
  return cases.map((one) => ({
    case: one,
    confidence: predict(
      fitted,
      featuresOf[model].map((name) => one.signals[name]),
    ),
  }));
}

/** The model as it stands in the product, read from its answers: its logit is linear in the signals. */
export function productModel(model: Model): LogisticModel {
  const logit = (confidence: number) => Math.log(confidence / (1 - confidence));
  const bias = logit(estimateConfidence(noSignals)[model]);
  const weights = featuresOf[model].map((name) => logit(estimateConfidence({ ...noSignals, [name]: 1 })[model]) - bias);
  return { bias, weights };
}

export function fitModel(cases: Case[], model: Model, weighting: Weighting): LogisticModel {
  return fitLogistic(toExamples(cases, model, weighting));
}

export function predictionsOf(estimates: Estimate[], model: Model): Prediction[] {
  return estimates.map(({ case: { right }, confidence }) => ({ confidence, correct: right[model] }));
}

export function qualityOf(estimates: Estimate[], model: Model, weighting: Weighting): Quality {
  const asked = estimates.filter((one) => isAsked(one.case));
  const of = (origin: Case["origin"]) => estimates.filter((one) => one.case.origin === origin);
  const confidences = (some: Estimate[]) => some.map(({ confidence }) => confidence);
  const predictions = predictionsOf(asked, model);
  const sure = predictions.filter(({ confidence }) => confidence >= sureFrom);
  return {
    aurocOutOfScope: auroc(confidences(of("answerable")), confidences(of("outOfScope"))),
    aurocRight: auroc(
      confidences(estimates.filter((one) => one.case.right[model])),
      confidences(estimates.filter((one) => !one.case.right[model])),
    ),
    logLoss: logLoss(estimates, model, weighting),
    calibrationAnswerable: expectedCalibrationError(predictionsOf(of("answerable"), model)),
    calibrationAsked: expectedCalibrationError(predictions),
    asked: promisedAndKept(predictions),
    sure: { count: sure.length, ...promisedAndKept(sure) },
  };
}

function promisedAndKept(predictions: Prediction[]): { promised: number; kept: number } {
  return {
    promised: mean(predictions.map(({ confidence }) => confidence)),
    kept: mean(predictions.map(({ correct }) => Number(correct))),
  };
}

function logLoss(estimates: Estimate[], model: Model, weighting: Weighting): number {
  const total = estimates.reduce((sum, one) => sum + weighting[one.case.origin], 0);
  const losses = estimates.map(({ case: { origin, right }, confidence }) => {
    const given = Math.min(1 - 1e-12, Math.max(1e-12, right[model] ? confidence : 1 - confidence));
    return -weighting[origin] * Math.log(given);
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / total;
}
