"""Trains the statistical scorer and writes packs/model.lymodel.

    python3 xtask/train/train.py DATA [--report] [--engine target/release/liangyan]

DATA is the folder described in packs/MODEL.md. Texts of DATA are read and never stored. The features come from
`liangyan features`, so that training and engine look at the same thing. Everything random hangs on SEED.
"""

import argparse
import gzip
import json
import pathlib
import struct
import subprocess
import sys
import tempfile
import zlib

import numpy as np
import scipy.sparse as sp
from disguise import Disguiser
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, roc_auc_score

SEED = 20261121
ROOT = pathlib.Path(__file__).resolve().parents[2]
BUCKETS = 1 << 17
RANGE, STEP = 4096, 256
VERSION = "2026.11.1"
MODEL_VERSION = 2
# How much a row of each corpus counts. Keyword-sampled and templated corpora count less.
CORPORA = {
    "cold_train": 1.0, "swsr": 0.5, "davidson": 0.3, "hatexplain": 0.5, "hatemojibuild_train": 0.7,
    "hatemojibuild_validation": 0.7, "convabuse_train": 1.0, "convabuse_valid": 1.0, "bias_madlibs": 0.15,
}
CASE_WEIGHT, RULE_WEIGHT = 10.0, 5.0
# Innocent text is far more common than the corpora have it.
INNOCENT_WEIGHT = 3.0
# Keyword-sampled tweets: their abusive half is mostly the keyword.
KEYWORD_SAMPLED = {"davidson": 0.3, "hatexplain": 0.3}
DISGUISED_SHARE = 0.2
REGULARISATION = 4.0
# As DAMPING in src/model/mod.rs.
DAMPING = 64
# How much each part counts in calibration: everyday text is the bulk of what people write.
CASE_SHARE, DEV_SHARE, CONTROL_SHARE = 1.0, 0.5, {"zh": 1.8, "en": 0.7}
CONTROLS = ["zh_shop_complaints", "zh_chat", "en_film_complaints"]


def held_out(text):
    """A fifth of the cases, by hash, is never trained on: the repository's public test."""
    return zlib.crc32(text.encode()) % 5 == 0


def read_corpus(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            row = json.loads(line)
            if not isinstance(row.get("text"), str) or row.get("label") not in (0, 1):
                sys.exit(f"{path}:{number}: a row needs a text and a label that is 0 or 1")
            yield row["text"], row["label"]


def read_cases(folder):
    for path in sorted(folder.glob("*/cases/*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            fields = line.split("\t")
            if number == 1:
                continue
            if len(fields) != 5 or fields[0] not in ("abuse", "fine"):
                sys.exit(f"{path}:{number}: a case is label, category, kind, text, reason, parted by tabs")
            yield fields[3], int(fields[0] == "abuse"), path.parts[-3], fields[2]


def read_examples(folder):
    """The hits and misses of the rules; swearing at nobody and distress are no abuse."""
    for path in sorted(folder.glob("*/*.rules")):
        block, key = "", ""
        for line in path.read_text(encoding="utf-8").splitlines():
            text = line.strip()
            if not line.startswith((" ", "\t")):
                block, key = text, ""
            elif text in ("hits:", "misses:"):
                key = text
            elif text.split(":")[0] in ("category", "severity", "why", "aim", "terms", "patterns", "allow", "reach", "views", "confidence", "despite", "unless", "on", "from"):
                key = ""
            elif key and text and not text.startswith("#") and not text.startswith("["):
                text = text.rsplit("=>", 1)[0].strip()
                harmless = ".distress." in block or ".profanity." in block
                yield text, int(key == "hits:" and not harmless)


def features(texts, engine):
    """A matrix of term counts over the root of their number, as the engine sums them."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for text in texts:
            file.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
        file.flush()
        out = subprocess.run([engine, "features", file.name], check=True, stdout=subprocess.PIPE).stdout
    indptr, indices, data = [0], [], []
    for line in out.decode().split("\n")[:-1]:
        row = np.array(line.split(), dtype=np.int32)
        values, counts = np.unique(row, return_counts=True)
        indices.append(values)
        data.append(counts / np.sqrt(len(row) + DAMPING))
        indptr.append(indptr[-1] + len(values))
    return sp.csr_matrix((np.concatenate(data).astype(np.float32), np.concatenate(indices), indptr), shape=(len(indptr) - 1, BUCKETS))


def fit(x, y, weight):
    """Logistic regression over features scaled by their naive-Bayes log-count ratios (Wang and Manning, ACL 2012)."""
    present = (x > 0).astype(np.float32)
    smooth = 3.0
    p = smooth + present.T @ (weight * (y == 1))
    q = smooth + present.T @ (weight * (y == 0))
    ratio = np.log((p / p.sum()) / (q / q.sum())).astype(np.float32)
    # Half the power of the ratio did better on held-out cases than the whole.
    ratio = np.sign(ratio) * np.sqrt(np.abs(ratio))
    scaled = (x @ sp.diags(ratio)).tocsr()
    model = LogisticRegression(C=REGULARISATION, max_iter=80, solver="lbfgs")
    model.fit(scaled, y, sample_weight=weight)
    return model.coef_[0] * ratio, float(model.intercept_[0])


def quantise(w, b):
    """8-bit weights; the unit of the margin follows from the scale (see src/model/mod.rs)."""
    scale = 127 / np.quantile(np.abs(w[w != 0]), 0.9995)
    q = np.clip(np.rint(w * scale), -127, 127).astype(np.int8)
    # Weights that round to almost nothing carry noise and cost bytes on the wire.
    q[np.abs(q) <= 1] = 0
    return q, round(b * 32 * scale), scale


def margins(x, q, bias):
    return 32 * (x @ q.astype(np.float32)) + bias


def calibrate(margin, y, weight):
    """Probabilities in thousandths at fixed margins, never falling."""
    iso = IsotonicRegression(y_min=0.002, y_max=0.995, out_of_bounds="clip").fit(margin, y, sample_weight=weight)
    # A logistic curve fills the gaps between the steps.
    logit = LogisticRegression(C=1e6).fit((margin / 1000).reshape(-1, 1), y, sample_weight=weight)
    points = np.arange(-RANGE, RANGE + 1, STEP)
    curve = logit.predict_proba((points / 1000).reshape(-1, 1))[:, 1]
    blend = 0.5 * iso.predict(points) + 0.5 * curve
    return np.rint(1000 * np.maximum.accumulate(blend)).astype(np.uint16)


def write(path, q, bias, calibration):
    version = VERSION.encode()
    body = bytes([len(version)]) + version + struct.pack("<i", bias)
    body += calibration.astype("<u2").tobytes() + q.tobytes()
    path.write_bytes(b"LYMD" + struct.pack("<HI", MODEL_VERSION, zlib.crc32(body)) + body)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--engine", default=str(ROOT / "target/release/liangyan"))
    parser.add_argument("--report", action="store_true", help="print figures, write nothing")
    args = parser.parse_args()
    if not args.data.is_dir():
        sys.exit(f"{args.data} is not there: see packs/MODEL.md for where the training data can be had")
    texts, labels, weights = [], [], []

    def add(text, label, weight):
        texts.append(text)
        labels.append(label)
        weights.append(weight)

    for name, weight in CORPORA.items():
        for text, label in read_corpus(args.data / "train" / f"{name}.jsonl.gz"):
            add(text, label, weight * (KEYWORD_SAMPLED.get(name, 1.0) if label else 1.0))
    cases = list(read_cases(ROOT / "packs"))
    for text, label, _, _ in cases:
        if not held_out(text):
            add(text, label, CASE_WEIGHT)
    for text, label in read_examples(ROOT / "packs"):
        if not held_out(text):
            add(text, label, RULE_WEIGHT)
    disguise = Disguiser(SEED)
    chosen = np.random.default_rng(SEED)
    for i in range(len(texts)):
        if chosen.random() < (DISGUISED_SHARE if weights[i] < CASE_WEIGHT else 0.5):
            add(disguise(texts[i]), labels[i], weights[i] * 0.5)
    y, weight = np.array(labels), np.array(weights, dtype=np.float64)
    weight[y == 0] *= INNOCENT_WEIGHT
    print(f"{len(y)} rows, {int(y.sum())} abusive; {len(cases)} cases", flush=True)
    x = features(texts, args.engine)
    w, b = fit(x, y, weight)
    q, bias, scale = quantise(w, b)
    test = [c for c in cases if held_out(c[0])]
    dev = list(read_corpus(args.data / "train" / "cold_dev.jsonl.gz"))
    xt, yt = features([c[0] for c in test], args.engine), np.array([c[1] for c in test])
    xd, yd = features([t for t, _ in dev], args.engine), np.array([label for _, label in dev])
    # Calibrated by script on the held-out cases, cold_dev and every second control text; reported on the other half.
    controls = {n: features([t for t, _ in read_corpus(args.data / "control" / f"{n}.jsonl.gz")], args.engine) for n in CONTROLS}
    lang = np.array([c[2] for c in test])
    curves = []
    for script in ("en", "zh"):
        parts = [(margins(xt, q, bias)[lang == script], yt[lang == script], CASE_SHARE)]
        if script == "zh":
            parts.append((margins(xd, q, bias), yd, DEV_SHARE))
        for name, x_control in controls.items():
            if name.startswith(script):
                half = margins(x_control[0::2], q, bias)
                parts.append((half, np.zeros(len(half), dtype=int), CONTROL_SHARE[script]))
        rows, found = np.concatenate([m for m, _, _ in parts]), np.concatenate([l for _, l, _ in parts])
        curves.append(calibrate(rows, found, np.concatenate([np.full(len(l), v) for _, l, v in parts])))
    points = np.arange(-RANGE, RANGE + 1, STEP)
    print(f"bias {bias} scale {scale:.2f} zero weights {np.mean(q == 0):.3f}")
    print("cold_dev AUC %.3f; held-out cases AUC %s" % (roc_auc_score(yd, margins(xd, q, bias)), {s: round(roc_auc_score(yt[lang == s], margins(xt, q, bias)[lang == s]), 3) for s in ("zh", "en")}))

    def shares(m, script):
        p = np.interp(m, points, curves[script == "zh"])
        return " ".join(f"p>={t / 1000}: {np.mean(p >= t):.4f}" for t in (300, 500, 650, 800, 900, 930))

    p = np.interp(margins(xd, q, bias), points, curves[1])
    print(f"cold_dev macro-F1 {f1_score(yd, p >= 500, average='macro'):.3f}")
    for name, x_control in controls.items():
        print(f"{name}: " + shares(margins(x_control[1::2], q, bias), name[:2]))
    for script in ("zh", "en"):
        for label in (1, 0):
            print(f"cases {script} {'abuse' if label else 'fine '}: " + shares(margins(xt, q, bias)[(lang == script) & (yt == label)], script))
    if not args.report:
        write(ROOT / "packs" / "model.lymodel", q, bias, np.concatenate(curves))


if __name__ == "__main__":
    main()
